/** What goes into one field of an official form, by the field's own (leaf) name. */
export type FieldValue =
  | { readonly leaf: string; readonly kind: 'text'; readonly text: string }
  | { readonly leaf: string; readonly kind: 'date'; readonly date: string }
  | { readonly leaf: string; readonly kind: 'money'; readonly amountCents: number }
  | { readonly leaf: string; readonly kind: 'phone'; readonly phone: string }
  /** A box or circle to mark; of several belonging to one field, counted by rows from the top left. */
  | { readonly leaf: string; readonly kind: 'mark'; readonly index: number };

/** A text, left out if there is none. */
export function text(leaf: string, value: string | undefined): readonly FieldValue[] {
  return value === undefined || value === '' ? [] : [{ leaf, kind: 'text', text: value }];
}

export function date(leaf: string, value: string): FieldValue {
  return { leaf, kind: 'date', date: value };
}

/** Integer cents, left out if there are none. */
export function money(leaf: string, amountCents: number | undefined): readonly FieldValue[] {
  return amountCents === undefined ? [] : [{ leaf, kind: 'money', amountCents }];
}

/** A mark, left out unless `chosen`. */
export function mark(leaf: string, chosen: boolean, index = 0): readonly FieldValue[] {
  return chosen ? [{ leaf, kind: 'mark', index }] : [];
}
