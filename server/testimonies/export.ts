import { writeCsv } from '../http/csv.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { clockOf } from '../time/wall-time.ts';
import type { Translate } from '../pages/page.tsx';
import { logSecurity } from '../security/log.ts';
import type { CallThere } from './find-call.ts';
import { presentTestimony } from './present.ts';
import { testimoniesPage, type TestimonyRow, type Wanted } from './queries.ts';

/** More than a call takes. */
const ALL = 10_000;

type Asked = { as: 'csv' | 'json'; wanted: Pick<Wanted, 'states' | 'assigneeId'>; t: Translate };

/** What leaves with somebody: the log says who, and how many. */
export async function exportTestimonies(
  deps: Deps,
  { member, session }: Staff,
  there: CallThere,
  { as, wanted, t }: Asked,
): Promise<string> {
  const { db, now } = deps;
  const { thread, call, site } = there;
  const rows = await testimoniesPage(db.read, { threadId: thread.id, ...wanted }, null, ALL);
  const facts = { thread: thread.uid, answers: rows.length, format: as, member: member.uid };
  await db.write((tx) => logSecurity(tx, { event: 'testimony.exported', siteId: site.id, actor: session.account.uid, facts, at: now() }));
  if (as === 'json') return `${JSON.stringify({ fields: call.fields, testimonies: rows.map(presentTestimony) }, null, 2)}\n`;
  const head = [
    t('testimony.author'),
    t('testimony.state'),
    t('testimony.assignee'),
    t('testimony.sentAt'),
    ...call.fields.map(({ label }) => label),
  ];
  return writeCsv([head, ...rows.map((row) => lineOf(row, there, t))]);
}

const lineOf = ({ author, state, assignee, sentAt, answers }: TestimonyRow, { call, site }: CallThere, t: Translate): string[] => [
  author,
  t(`testimony.is.${state}`),
  assignee ?? '',
  clockOf(sentAt, site.timeZone).replace('T', ' '),
  ...call.fields.map(({ id }) => [answers[id] ?? []].flat().join(' ; ')),
];
