/** A notice of about the length of an N4: what pdfkit and Chromium print. They compute and store nothing. */
export const TITLE = 'Notice to End a Tenancy Early for Non-payment of Rent';
export const PARAGRAPHS = [
  'To: Tenant 10. From: Maple Holdings Inc. Rental unit: Unit 10, 1 Maple Avenue, Toronto, ON M4W 2T8.',
  ...Array.from(
    { length: 24 },
    (_, index) =>
      `${index + 1}. The landlord says that rent is owing. If you pay the amount below by the termination date, this notice is void. If you do not pay, the landlord can apply to the Board for an order.`,
  ),
];
export const ROWS = [
  ['1 October 2026', '31 October 2026', '1,800.00', '0.00', '1,800.00'],
  ['1 November 2026', '30 November 2026', '1,800.00', '0.00', '1,800.00'],
];
