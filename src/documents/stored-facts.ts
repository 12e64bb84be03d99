import type { Draft, FactsByType } from '../forms/index.ts';

export { fullName } from '../forms/value/full-name.ts';

export type {
  Address,
  ArrearsPeriod,
  Draft,
  HeldDeposit,
  Instalment,
  LeaseRent,
  LeaseServices,
  NoticeEvent,
  PartialRent,
  PricedService,
  RentFrom,
  Representative,
  ReturnedCharge,
  ScheduleEvent,
  ScheduleHearing,
  Signer,
} from '../forms/index.ts';

/** The facts of a document as they are stored: those of a draft can be missing, or null. */
export interface StoredFacts<Type extends keyof FactsByType = keyof FactsByType> {
  readonly type: Type;
  readonly facts: Draft<FactsByType[Type]>;
}
