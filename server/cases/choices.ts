import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { spacesOn } from '../members/queries.ts';
import { colleagues } from './assign-case.ts';
import type { Beat } from './list.ts';
import type { ChoicesWire } from './wire.ts';

/** What there is to filter by, and whom a case can be given to. */
export async function choicesFor(reader: Reader, site: Site, beat: Beat): Promise<ChoicesWire> {
  const [spaces, languages, team] = await Promise.all([spacesOn(reader, site.id), languagesIn(reader, beat), colleagues(reader, beat)]);
  return {
    sections: site.settings.sections.map(({ name }) => name),
    spaces: spaces.filter(({ id }) => !beat.spaces || beat.spaces.includes(id)).map(({ slug, name }) => ({ slug, name })),
    languages,
    colleagues: team.map(({ uid, name }) => ({ id: uid, name })),
  };
}

/** Of what waits. */
async function languagesIn(reader: Reader, { siteId, spaces }: Beat): Promise<string[]> {
  const { cases } = reader.t;
  const rows = await reader
    .selectDistinct({ language: cases.language })
    .from(cases)
    .where(
      and(
        eq(cases.siteId, siteId),
        eq(cases.state, 'open'),
        isNotNull(cases.language),
        spaces ? inArray(cases.spaceId, spaces) : undefined,
      ),
    );
  return rows.flatMap(({ language }) => language ?? []).toSorted();
}
