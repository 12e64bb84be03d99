import { yearFirst } from '../../calendar/words.ts';
import { dollars, money } from '../../money/words.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { table } from '../kit/block/table.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, withNext } from '../kit/slice.ts';
import { option } from '../notice/options.ts';
import { addressLine } from '../value/address.ts';
import { orBlank } from '../value/blank.ts';
import type { LeaseFacts, LeaseRent, PartialRent } from './facts.ts';
import { lead, note, section, values, yesNo } from './pieces.ts';
import * as words from './words.ts';

const BLANK_TENANTS = 3;

/** Sections 1 to 5: parties, unit, contact, term and rent. */
export function agreementSections(facts: Draft<LeaseFacts>): readonly Slice[] {
  return [
    ...parties(facts),
    ...unit(facts),
    ...contact(facts),
    ...term(facts),
    ...section(words.SECTIONS.rent, rent(facts.rent ?? {})),
  ];
}

function parties({ landlords = [], tenants = [] }: Draft<LeaseFacts>): readonly Slice[] {
  const rows = tenants.map(({ lastName = '', firstName = '' }) => [lastName, firstName]);
  const blank = Array.from({ length: BLANK_TENANTS }, () => ['', '']);
  return section(
    words.SECTIONS.parties,
    lead(words.PARTIES_NOTE),
    row([{ label: 'Landlord: full legal name of each', value: landlords, share: 1 }], { minHeightPt: 40 }),
    table(
      [
        { head: 'Tenant: last name', share: 1 },
        { head: 'Tenant: first name', share: 1 },
      ],
      rows.length > 0 ? rows : blank,
    ),
  );
}

function unit({ rentalUnit, parking, isCondominium }: Draft<LeaseFacts>): readonly Slice[] {
  return section(
    words.SECTIONS.unit,
    lead(words.UNIT_USE),
    values(['Unit', rentalUnit?.unit], ['Street number and name', rentalUnit?.street, 3]),
    values(
      ['City', rentalUnit?.city, 2],
      ['Province', rentalUnit?.province],
      ['Postal code', rentalUnit?.postalCode],
    ),
    values(['Vehicle parking: number and description of spaces', parking]),
    [gap(4)],
    yesNo('The unit is in a condominium.', isCondominium),
    note(words.CONDOMINIUM),
  );
}

function contact({ noticeAddress, emailService, dailyContact }: Draft<LeaseFacts>): readonly Slice[] {
  return section(
    words.SECTIONS.contact,
    lead(words.CONTACT_NOTE),
    values(['Landlord’s address for notices', noticeAddress && addressLine(noticeAddress)]),
    [gap(4)],
    withNext(yesNo(words.EMAIL_NOTE, emailService?.agreed)),
    values(['E-mail addresses, if agreed', emailService?.addresses?.join(', ')]),
    [gap(4)],
    withNext(yesNo(words.DAILY_CONTACT_NOTE, dailyContact?.given)),
    values(['Phone or e-mail, if given', dailyContact?.details]),
  );
}

function term({ startsOn, term: chosen }: Draft<LeaseFacts>): readonly Slice[] {
  const endsOn = chosen?.kind === 'FIXED' ? yearFirst(chosen.endsOn) : undefined;
  const other = chosen?.kind === 'OTHER' ? chosen.description : undefined;
  return section(
    words.SECTIONS.term,
    values(['The tenancy starts on (yyyy/mm/dd)', startsOn && yearFirst(startsOn)]),
    [gap(4)],
    withNext([
      ...option(
        `for a fixed term that ends on (yyyy/mm/dd): ${orBlank(endsOn)}`,
        chosen?.kind === 'FIXED',
        'circle',
      ),
      ...option('from month to month', chosen?.kind === 'MONTHLY', 'circle'),
      ...option(`other (such as daily or weekly): ${orBlank(other)}`, chosen?.kind === 'OTHER', 'circle'),
    ]),
    [{ ...gap(3), keepWithNext: true }],
    note(words.TERM_NOTE),
  );
}

function rent(facts: Draft<LeaseRent>): readonly Slice[] {
  return [
    ...values(['a) Rent is due on this day', facts.dueDay], ['of each', facts.duePeriod]),
    gap(6),
    ...table(
      [
        { head: 'b) The tenant pays for each period', share: 3 },
        { head: 'Amount $', share: 1, align: 'right' },
      ],
      rentRows(facts),
    ),
    ...row([
      { value: ['Total rent (lawful rent)'], bold: true, share: 3 },
      { value: [dollars(facts.totalCents)], bold: true, align: 'right', share: 1 },
    ]),
    gap(6),
    ...values(['c) Rent is payable to', facts.payableTo], ['d) By these methods', facts.methods, 2]),
    gap(3),
    ...note(words.METHODS_NOTE),
    ...partialRent(facts.partial),
    ...note(`f) ${words.NSF_NOTE} ${returnedPayment(facts)}`),
  ];
}

function rentRows({
  baseCents,
  parkingCents,
  services = [],
}: Draft<LeaseRent>): readonly (readonly string[])[] {
  return [
    ['Base rent for the rental unit', dollars(baseCents)],
    ['Parking, if any', dollars(parkingCents)],
    ...services.map(({ description = '', amountCents }) => [description, dollars(amountCents)]),
  ];
}

function returnedPayment({ baseCents, returnedPaymentCents }: Draft<LeaseRent>): string {
  if (returnedPaymentCents !== undefined) return money(returnedPaymentCents);
  return baseCents === undefined ? orBlank(undefined) : 'none';
}

function partialRent(partial: Draft<PartialRent> | undefined): readonly Slice[] {
  if (!partial) return note('e) No rent is payable for a partial first period.');
  return [
    ...lead('e) For the first, partial rental period the tenant pays:'),
    ...values(
      ['Amount', money(partial.amountCents)],
      ['Due on (yyyy/mm/dd)', yearFirst(partial.dueOn)],
      ['From (yyyy/mm/dd)', yearFirst(partial.from)],
      ['To (yyyy/mm/dd)', yearFirst(partial.to)],
    ),
    gap(6),
  ];
}
