/** Applications whose arrears can be agreed on: with the end of the tenancy, or for money only. */
export const ARREARS_APPLICATIONS = ['L1', 'L9'] as const;

export type ArrearsApplication = (typeof ARREARS_APPLICATIONS)[number];
