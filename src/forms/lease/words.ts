export const TITLE = 'Residential Tenancy Agreement';
export const SUBTITLE = 'The parts of Ontario’s standard lease, for agreements made on or after 1 March 2021';

export const OPENING = [
  'This agreement sets out what landlord and tenant agree for a rental unit in Ontario. All 17 sections are part of it. The general information after section 17 explains the law; it is not a term of the agreement.',
  'The Residential Tenancies Act, 2006 (“the Act”) applies whatever this agreement says: no term can take away a right or duty under the Act, and a term that tries to is void. The Human Rights Code protects landlord and tenant from discrimination and harassment.',
] as const;

export const SECTIONS = {
  parties: '1. Parties',
  unit: '2. Rental unit',
  contact: '3. Contact',
  term: '4. Term',
  rent: '5. Rent',
  services: '6. Services and utilities',
  discounts: '7. Rent discounts',
  deposit: '8. Rent deposit',
  keys: '9. Key deposit',
  smoking: '10. Smoking',
  insurance: '11. Tenant’s insurance',
  changes: '12. Changes to the rental unit',
  repairs: '13. Maintenance and repairs',
  assignment: '14. Assignment and subletting',
  additional: '15. Additional terms',
  amendments: '16. Changes to this agreement',
  signatures: '17. Signatures',
} as const;

export const PARTIES_NOTE = 'Each landlord is named by legal name, person or company.';
export const UNIT_USE = 'The landlord rents this unit to the tenant as a home.';
export const CONDOMINIUM =
  'If it is, the tenant agrees to keep to the condominium’s declaration, by-laws and rules, as the landlord has given them.';
export const CONTACT_NOTE =
  'The tenant can give or send notices and documents for the landlord to this address:';
export const EMAIL_NOTE =
  'Landlord and tenant agree to receive notices and documents by e-mail, where the Board’s Rules allow it. Either may withdraw this consent in writing at any time.';
export const DAILY_CONTACT_NOTE =
  'The landlord gives a phone number or e-mail address for emergencies and day-to-day matters.';
export const TERM_NOTE =
  'The tenant need not leave when a fixed term ends: unless it is ended or renewed according to the Act, the tenancy goes on from month to month with the same terms (see part C of the general information).';
export const METHODS_NOTE =
  'A landlord cannot insist on post-dated cheques or automatic payments; they may be agreed.';
export const NSF_NOTE =
  'For a cheque returned for lack of funds the landlord may charge what the bank charges the landlord, and an administration charge of at most $20.00. Administration charge agreed:';
export const UTILITY_NOTE =
  'Where the tenant is responsible: account to be set up, share to be paid, and the like.';
export const DISCOUNT_NOTE =
  'A discount is described here with its amount and conditions (see part G of the general information).';
export const DEPOSIT_NOTE =
  'A rent deposit may only be asked for on or before signing, and may not be more than one month’s rent or the rent for one rental period, whichever is less. It pays the rent of the last rental period and nothing else. The landlord owes interest on it every year.';
export const KEY_NOTE =
  'A key deposit may not be more than the expected cost of replacing the keys, cards or remotes, and is given back when they are returned at the end of the tenancy. No deposit may be taken for damage, cleaning or pets.';
export const SMOKING_NOTE =
  'The law forbids smoking in indoor common areas. Rules that go beyond the law bind the tenant, household and guests; they do not affect traditional use of tobacco protected by law or the Human Rights Code.';
export const INSURANCE_NOTE =
  'If it is required, the tenant keeps liability insurance during the whole tenancy and shows proof when the landlord asks for it.';

export const CHANGES_TEXT =
  'The tenant may decorate and furnish, such as by hanging pictures or putting down rugs. Anything more lasting, such as painting or changing fixtures, needs the landlord’s permission.';
export const REPAIRS_TEXT = [
  'The landlord keeps the unit, the building and everything that comes with the tenancy in good repair, fit to live in, and in line with health, safety, housing and maintenance standards, even if the tenant knew of a problem before agreeing.',
  'The tenant keeps the unit ordinarily clean and repairs, or pays for, undue damage caused on purpose or by carelessness by the tenant, household or guests. Rent may not be held back because repairs are missing; the tenant can apply to the Board.',
] as const;
export const ASSIGNMENT_TEXT =
  'With the landlord’s consent the tenant may assign the tenancy to someone else, or sublet the unit for a time. The landlord may not refuse consent to a particular person without good reason.';
export const ADDITIONAL_TEXT = [
  'Terms may be added in an attachment, in plain words and in type of at least 10 points. A term that conflicts with the Act or with sections 1 to 14, 16 or 17 is void.',
  'Examples of void terms: no pets; no guests or roommates; further deposits, fees or penalties; interest on late rent; that the tenant pays for the landlord’s repairs; that all rent falls due if some is late.',
] as const;
export const AMENDMENTS_TEXT =
  'Once signed, this agreement can be changed only in writing and only if landlord and tenant both agree, except where the Act says otherwise (such as lawful rent increases).';
export const SIGNATURES_TEXT = [
  'By signing, landlord and tenant agree to this agreement. It may be signed electronically if both agree. Tenants who sign together are each liable for all of the tenant’s duties, unless section 15 says otherwise.',
  'The landlord gives the tenant a copy of the signed agreement within 21 days after the tenant signs it and returns it.',
] as const;
export const ATTACHMENT_TITLE = 'Attachment to section 15: additional terms';
export const INFORMATION_TITLE = 'General information';
export const INFORMATION_LEAD =
  'This part explains the law in brief, as of 21 September 2026. It is neither part of the agreement nor legal advice. The Landlord and Tenant Board answers questions: 416-645-8080 or toll-free 1-888-332-3234, tribunalsontario.ca/ltb.';
