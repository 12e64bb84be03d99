import type { Address } from '../../address/address.ts';
import { fold } from '../../db/fold.ts';
import { DomainError, notFound } from '../../errors.ts';
import type { Context } from '../../request/context.ts';
import { atField } from '../bulk.ts';

/** The parts of a row that name its property and its unit. */
interface PlacedInput {
  readonly propertyId?: string | null;
  readonly propertyName?: string | null;
  readonly address?: Address | null;
  readonly unitLabel: string;
  readonly bedrooms?: number | null;
}

export interface PropertyPlace {
  readonly id: string;
  readonly isNew: boolean;
  readonly name: string;
  readonly address: Address | null;
}

export interface UnitPlace {
  readonly id: string;
  readonly isNew: boolean;
  readonly propertyId: string;
  readonly label: string;
  readonly bedrooms: number | null;
  readonly position: number;
}

/** Finds what rows name, and plans what is missing. */
export interface ImportPlaces {
  /** @throws DomainError for a property that is not there, or whose name several have. */
  propertyOf(row: PlacedInput): PropertyPlace;
  unitOf(property: PropertyPlace, row: PlacedInput): UnitPlace;
}

function ambiguous(name: string): DomainError {
  const message = `Several properties are called ${name}. Give the ID of one.`;
  return atField('propertyName', new DomainError('CONFLICT', message, { reason: 'ambiguous_property' }));
}

interface Known extends PropertyPlace {
  readonly units: readonly { readonly id: string; readonly label: string; readonly position: number }[];
}

/** The properties that rows name and the viewer sees, with their units. */
async function findKnown({ db }: Context, rows: readonly PlacedInput[]): Promise<Map<string, Known[]>> {
  const ids = rows.flatMap(({ propertyId }) => propertyId ?? []);
  const keys = rows.flatMap(({ propertyName }) => (propertyName ? fold(propertyName) : []));
  const select = { id: true, label: true, position: true } as const;
  const found = await db.property.findMany({
    where: { removedAt: null, OR: [{ id: { in: ids } }, { nameKey: { in: keys } }] },
    select: { id: true, name: true, nameKey: true, units: { select } },
  });
  const known = new Map<string, Known[]>();
  for (const { nameKey, ...property } of found) {
    const place = { ...property, isNew: false, address: null };
    known.set(property.id, [place]);
    known.set(`name ${nameKey}`, [...(known.get(`name ${nameKey}`) ?? []), place]);
  }
  return known;
}

class Places implements ImportPlaces {
  readonly #context: Context;
  readonly #known: ReadonlyMap<string, readonly Known[]>;
  readonly #added = new Map<string, PropertyPlace>();
  readonly #units = new Map<string, UnitPlace>();
  /** The next free place in the list of each property's units. */
  readonly #positions = new Map<string, number>();

  constructor(context: Context, known: ReadonlyMap<string, readonly Known[]>) {
    this.#context = context;
    this.#known = known;
    for (const { id: propertyId, units } of [...known.values()].flat()) {
      this.#positions.set(propertyId, Math.max(-1, ...units.map(({ position }) => position)) + 1);
      for (const unit of units) {
        const place = { ...unit, isNew: false, propertyId, bedrooms: null };
        this.#units.set(JSON.stringify([propertyId, unit.label]), place);
      }
    }
  }

  propertyOf({ propertyId, propertyName, address }: PlacedInput): PropertyPlace {
    const name = propertyName ?? '';
    const key = `name ${fold(name)}`;
    const [found, ...others] = this.#known.get(propertyId ?? key) ?? [];
    if (others.length > 0) throw ambiguous(name);
    if (found) return found;
    if (propertyId) throw atField('propertyId', notFound('property'));
    const id = () => this.#context.newId('Property');
    const place = this.#added.get(key) ?? { id: id(), isNew: true, name, address: address ?? null };
    this.#added.set(key, place);
    return place;
  }

  unitOf({ id: propertyId }: PropertyPlace, { unitLabel: label, bedrooms }: PlacedInput): UnitPlace {
    const key = JSON.stringify([propertyId, label]);
    const known = this.#units.get(key);
    if (known) return known;
    const position = this.#positions.get(propertyId) ?? 0;
    this.#positions.set(propertyId, position + 1);
    const id = this.#context.newId('Unit');
    const place = { id, isNew: true, propertyId, label, bedrooms: bedrooms ?? null, position };
    this.#units.set(key, place);
    return place;
  }
}

/** What the rows of an import name, in one statement. */
export async function findPlaces(context: Context, rows: readonly PlacedInput[]): Promise<ImportPlaces> {
  return new Places(context, await findKnown(context, rows));
}
