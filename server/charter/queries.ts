import { and, asc, eq, max, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';

export type Rule = { id: number; version: number; number: number; title: string; body: string; publishedAt: Date };

const columns = ({ t: { rules } }: Reader) => ({
  id: rules.id,
  version: rules.version,
  number: rules.number,
  title: rules.title,
  body: rules.body,
  publishedAt: rules.publishedAt,
});

/** The rules in force, by number; none where the site has not written its charter yet. */
export async function currentRules(reader: Reader, siteId: number): Promise<Rule[]> {
  const { rules } = reader.t;
  const query = preparedRows(reader, 'current rules', () =>
    reader
      .select(columns(reader))
      .from(rules)
      .where(
        and(
          eq(rules.siteId, sql.placeholder('siteId')),
          eq(
            rules.version,
            reader
              .select({ version: max(rules.version) })
              .from(rules)
              .where(eq(rules.siteId, sql.placeholder('siteId'))),
          ),
        ),
      )
      .orderBy(asc(rules.number)),
  );
  return query({ siteId });
}

export function rulesOfVersion(reader: Reader, siteId: number, version: number): Promise<Rule[]> {
  const { rules } = reader.t;
  return reader
    .select(columns(reader))
    .from(rules)
    .where(and(eq(rules.siteId, siteId), eq(rules.version, version)))
    .orderBy(asc(rules.number));
}
