/** Value of a field of an official form, by the leaf name of the field. */
export type FieldValue =
  | { readonly leaf: string; readonly kind: 'text'; readonly text: string }
  | { readonly leaf: string; readonly kind: 'date'; readonly date: string }
  | { readonly leaf: string; readonly kind: 'money'; readonly amountCents: number }
  | { readonly leaf: string; readonly kind: 'phone'; readonly phone: string }
  /** Box or circle to mark, counted by rows from the top left within its field. */
  | { readonly leaf: string; readonly kind: 'mark'; readonly index: number };

/** A text value; no value if it is undefined. */
export function text(leaf: string, value: string | undefined): readonly FieldValue[] {
  return value === undefined || value === '' ? [] : [{ leaf, kind: 'text', text: value }];
}

export function date(leaf: string, value: string): FieldValue {
  return { leaf, kind: 'date', date: value };
}

/** An amount in whole cents; no value if it is undefined. */
export function money(leaf: string, amountCents: number | undefined): readonly FieldValue[] {
  return amountCents === undefined ? [] : [{ leaf, kind: 'money', amountCents }];
}

/** A mark; no value unless `chosen`. */
export function mark(leaf: string, chosen: boolean, index = 0): readonly FieldValue[] {
  return chosen ? [{ leaf, kind: 'mark', index }] : [];
}
