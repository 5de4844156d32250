import type { Placeholder } from 'drizzle-orm';
import { idsByName, preparedRows, type HotSelect, type Reader } from './database.ts';

/** Of some 3 kB each, and of what is made of them. */
const KNOWN = 2_000;
/** How many are read at once: few statements to keep, the last id said again where there are fewer. */
const LOTS = [1, 8, 64];

type Key = { id: number; stamp: number };
type Select<T> = (reader: Reader, ids: Placeholder[]) => HotSelect<T>;

/**
 * Rows as they were read last. A query of a page reads keys and stamps alone (`c.stamp` in columns.ts: another at each change); whose
 * stamp is what it was is the very object that it was, so that what was made of it needs not be made again. The others are
 * read whole, as they are by then.
 */
export class KnownRows<T extends Key> {
  /** Of each database apart: ids, and a row that nobody changed yet, are alike in all. */
  readonly #known = new WeakMap<Reader, Map<number, T>>();
  readonly #name: string;
  readonly #select: Select<T>;

  /** `select`: the whole rows of these ids. */
  constructor(name: string, select: Select<T>) {
    this.#name = name;
    this.#select = select;
  }

  /** The rows of these keys, in their order; without those that have gone meanwhile. Many hold them: to change one throws. */
  async read(reader: Reader, keys: Key[]): Promise<T[]> {
    const known = this.#knownTo(reader);
    const rows = new Map<number, T>();
    const unknown: number[] = [];
    for (const { id, stamp } of keys) {
      const row = known.get(id);
      if (row?.stamp === stamp) rows.set(id, row);
      else unknown.push(id);
    }
    for (let at = 0; at < unknown.length; at += LOTS.at(-1)!)
      for (const row of await this.#readWhole(reader, unknown.slice(at, at + LOTS.at(-1)!))) rows.set(row.id, keep(known, row));
    return keys.flatMap(({ id }) => rows.get(id) ?? []);
  }

  #readWhole(reader: Reader, ids: number[]): Promise<T[]> {
    const size = LOTS.find((lot) => lot >= ids.length)!;
    const { values, placeholders } = idsByName(Array.from({ length: size }, (_, i) => ids[Math.min(i, ids.length - 1)]!));
    const query = preparedRows(reader, `${this.#name} ${size}`, () => this.#select(reader, placeholders));
    return query(values);
  }

  #knownTo(reader: Reader): Map<number, T> {
    let known = this.#known.get(reader);
    if (!known) this.#known.set(reader, (known = new Map()));
    return known;
  }
}

function keep<T extends Key>(known: Map<number, T>, row: T): T {
  if (known.size === KNOWN && !known.has(row.id)) known.clear();
  known.set(row.id, frozen(row));
  return row;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
