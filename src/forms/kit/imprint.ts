/** The details of a document in its footer and metadata. */
export interface Imprint {
  readonly title: string;
  readonly subject: string;
  /** Code of the form, e.g. `N4`. */
  readonly code: string;
  /** Version of KeyNest's layout. */
  readonly layout: number;
  /** Line in the footer that names the source of the layout. */
  readonly origin: string;
}
