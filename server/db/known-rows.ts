/** Of some 3 kB each, and of what is made of them. */
const KNOWN = 2_000;

/** Rows as they were read last, by the first of their columns, a key. */
export class KnownRows {
  readonly #rows = new Map<unknown, { values: unknown[]; row: unknown }>();

  /** The row of these values: where they are all what they were, the very object that it was. Many hold it: to change it throws. */
  again<T>(values: unknown[], make: (values: unknown[]) => T): T {
    const [key] = values;
    const last = this.#rows.get(key);
    if (last && isSame(last.values, values)) return last.row as T;
    if (!last && this.#rows.size === KNOWN) this.#rows.clear();
    const row = frozen(make(values));
    this.#rows.set(key, { values, row });
    return row;
  }
}

function isSame(some: unknown[], others: unknown[]): boolean {
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false;
  return true;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
