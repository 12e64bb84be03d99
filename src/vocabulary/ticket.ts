/** The stages of a maintenance ticket. */
export const TICKET_STATUS_WORDS = {
  OPEN: 'Open',
  SCHEDULED: 'Scheduled',
  IN_PROGRESS: 'In Progress',
  RESOLVED: 'Resolved',
  CANCELLED: 'Cancelled',
} as const;

/** How urgent a ticket is, the least urgent first. */
export const TICKET_PRIORITY_WORDS = {
  LOW: 'Low',
  NORMAL: 'Normal',
  HIGH: 'High',
  EMERGENCY: 'Emergency',
} as const;
