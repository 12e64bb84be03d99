/** Whether a tenancy has possession of a unit. */
export const UNIT_STATUS_WORDS = { VACANT: 'Vacant', OCCUPIED: 'Occupied' } as const;
