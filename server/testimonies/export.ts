import { inArray, like } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import { table, type List } from '../exports/table.ts';
import type { TestimoniesExport } from '../exports/wire.ts';
import { translate } from '../i18n/translate.ts';
import type { Site } from '../sites/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { cellTimeOf } from '../time/wall-time.ts';
import { presentTestimony } from './present.ts';
import { callIn, countWanted, STATES, testimoniesAfter, type TestimonyRow, type Wanted } from './queries.ts';

/** The answers to a call, the first one first (docs/decisions/088). `byId`: whoever asks. null for a call that is gone. */
export async function testimoniesList(reader: Reader, site: Site, { input, byId }: { input: TestimoniesExport; byId: number }) {
  const place = await findThreadPlace(reader, input.call);
  const call = place && (await callIn(reader, place.thread.id));
  if (!call) return null;
  const wanted: Wanted = {
    threadId: call.threadId,
    states: input.state === null ? STATES : [input.state],
    assigneeId: input.mine ? byId : undefined,
  };
  const count = () => countWanted(reader, wanted);
  if (input.as === 'json')
    return {
      begin: `{"fields":${JSON.stringify(call.fields)},"testimonies":[`,
      count,
      after: async (from) =>
        (await testimoniesAfter(reader, wanted, from)).map((row, i) => ({
          id: row.id,
          text: `${from === 0 && i === 0 ? '' : ','}\n${JSON.stringify(presentTestimony(row))}`,
        })),
      end: '\n]}\n',
    } satisfies List;
  const t = (key: Parameters<typeof translate>[1]) => translate(site.settings.locale, key);
  const cellsOf = ({ author, state, assignee, sentAt, answers }: TestimonyRow): string[] => [
    author,
    t(`testimony.is.${state}`),
    assignee ?? '',
    cellTimeOf(sentAt, site.timeZone),
    ...call.fields.map(({ id }) => [answers[id] ?? []].flat().join(' ; ')),
  ];
  return table({
    head: [
      ...(['author', 'state', 'assignee', 'sentAt'] as const).map((key) => t(`testimony.${key}`)),
      ...call.fields.map(({ label }) => label),
    ],
    count,
    after: async (from) => (await testimoniesAfter(reader, wanted, from)).map((row) => ({ id: row.id, cells: cellsOf(row) })),
  });
}

/** What was taken along of these calls (inside ids) held an answer that is taken back: nobody fetches it any more. */
export async function forgetExports(tx: Writer, threadIds: number[]) {
  const { listExports, threads } = tx.t;
  if (threadIds.length === 0) return;
  const calls = await tx.select({ uid: threads.uid }).from(threads).where(inArray(threads.id, threadIds));
  for (const { uid } of calls) await tx.delete(listExports).where(like(listExports.key, `{"list":"testimonies","call":"${uid}"%`));
}
