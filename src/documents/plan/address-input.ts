/** A whole address. */
export interface AddressInput {
  readonly street: string;
  readonly city: string;
  readonly province: string;
  readonly postalCode: string;
}
