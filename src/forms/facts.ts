/** Common facts of the forms, as plain JSON: dates are `YYYY-MM-DD`, times `HH:MM`, amounts whole cents. */

/** A calendar date, `YYYY-MM-DD`. */
export type PlainDate = string;
/** A time of day, `HH:MM`, 24 hours. */
export type PlainTime = string;

export interface Address {
  /** Number and street, e.g. `145 Queen Street East`. */
  readonly street: string;
  /** Unit as marked on site, e.g. `Unit 1204` or `Basement`. */
  readonly unit?: string | undefined;
  readonly city: string;
  readonly province: string;
  readonly postalCode: string;
}

/** The person who signs. Signature and date are written by hand. */
export interface Signer<Capacity extends string = 'LANDLORD' | 'REPRESENTATIVE'> {
  readonly capacity: Capacity;
  readonly firstName: string;
  readonly lastName: string;
  /** With area code. */
  readonly phone: string;
}

/** A licensed representative. */
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
  /** Full names of all tenants. */
  readonly tenants: readonly string[];
  readonly landlords: readonly string[];
  readonly rentalUnit: Address;
}

/** The same facts, all optional, as in a draft. */
export type Draft<Facts> = Facts extends readonly (infer Item)[]
  ? readonly Draft<Item>[]
  : Facts extends object
    ? { readonly [Key in keyof Facts]?: Draft<Facts[Key]> | undefined }
    : Facts;
