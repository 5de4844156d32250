import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';

export type Rule = { id: number; version: number; number: number; title: string; body: string; publishedAt: Date };

const columns = ({ t: { rules } }: Reader) => ({
  id: rules.id,
  version: rules.version,
  number: rules.number,
  title: rules.title,
  body: rules.body,
  publishedAt: rules.publishedAt,
});

/** Charters kept in memory: those of the sites that are read most. */
const CHARTERS = 100;
const charters = new WeakMap<Reader, Map<string, Promise<Rule[]>>>();

/** The rules in force, by number; none where the site has not written its charter yet. A published version never changes: it is read once. */
export function currentRules(reader: Reader, { id, charterVersion }: Pick<Site, 'id' | 'charterVersion'>): Promise<Rule[]> {
  const kept = charters.get(reader) ?? new Map<string, Promise<Rule[]>>();
  charters.set(reader, kept);
  const name = `${id} ${charterVersion}`;
  const rules = kept.get(name) ?? rulesOfVersion(reader, id, charterVersion);
  kept.delete(name);
  kept.set(name, rules);
  rules.catch(() => kept.delete(name));
  if (kept.size > CHARTERS) kept.delete(kept.keys().next().value!);
  return rules;
}

export async function rulesOfVersion(reader: Reader, siteId: number, version: number): Promise<Rule[]> {
  const { rules } = reader.t;
  return reader
    .select(columns(reader))
    .from(rules)
    .where(and(eq(rules.siteId, siteId), eq(rules.version, version)))
    .orderBy(asc(rules.number));
}
