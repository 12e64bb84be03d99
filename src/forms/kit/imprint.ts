/** What a finished document says about itself. */
export interface Imprint {
  readonly title: string;
  readonly subject: string;
  /** Code of the form, e.g. `N4`. */
  readonly code: string;
  /** Version of our layout of it. */
  readonly layout: number;
  /** A line for the foot of each page: whose layout this is. */
  readonly origin: string;
}
