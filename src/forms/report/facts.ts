/** A column of a report's table. */
export interface ReportColumn {
  readonly head: string;
  /** Share of the table's width. */
  readonly share: number;
  readonly align?: 'left' | 'right' | undefined;
}

/** A table of an account, e.g. a ledger or a rent roll, as texts in the order that they are printed. */
export interface ReportFacts {
  /** E.g. `Rent roll`. */
  readonly title: string;
  /** What the table covers, as labels and texts, e.g. the landlord and the day. */
  readonly head: readonly { readonly label: string; readonly text: string }[];
  readonly columns: readonly ReportColumn[];
  /** A text for each column. */
  readonly rows: readonly (readonly string[])[];
  /** Sums below the table. */
  readonly totals: readonly { readonly label: string; readonly text: string }[];
  /** Printed in place of an empty table. */
  readonly empty: string;
}
