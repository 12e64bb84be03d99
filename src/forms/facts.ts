/** Facts every form shares. All plain JSON: dates are `YYYY-MM-DD`, times `HH:MM`, money integer cents. */

/** A calendar date, `YYYY-MM-DD`. */
export type PlainDate = string;
/** A time of day, `HH:MM`, 24 hours. */
export type PlainTime = string;

export interface Address {
  /** Number and street, e.g. `145 Queen Street East`. */
  readonly street: string;
  /** Unit as it is known on the spot, e.g. `Unit 1204` or `Basement`. */
  readonly unit?: string | undefined;
  readonly city: string;
  readonly province: string;
  readonly postalCode: string;
}

/** Who signs. The signature and its date are left to be written. */
export interface Signer<Capacity extends string = 'LANDLORD' | 'REPRESENTATIVE'> {
  readonly capacity: Capacity;
  readonly firstName: string;
  readonly lastName: string;
  /** With area code. */
  readonly phone: string;
}

/** A licensed representative named on a notice. */
export interface Representative {
  readonly name: string;
  readonly lawSocietyNumber?: string | undefined;
  readonly company?: string | undefined;
  readonly address: Address;
  readonly phone: string;
  readonly fax?: string | undefined;
}

/** Head of a notice of termination. */
export interface NoticeParties {
  /** All tenants, full names. */
  readonly tenants: readonly string[];
  readonly landlords: readonly string[];
  readonly rentalUnit: Address;
}

/** The same facts with anything still missing, as a draft may have them. */
export type Draft<Facts> = Facts extends readonly (infer Item)[]
  ? readonly Draft<Item>[]
  : Facts extends object
    ? { readonly [Key in keyof Facts]?: Draft<Facts[Key]> | undefined }
    : Facts;
