import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { Place, Thread } from '../threads/queries.ts';
import type { ThreadWire, ViewerWire } from '../threads/wire.ts';
import { isAsked, optionsOf, pollsIn, votedIn, type OptionRow, type PollRow } from './queries.ts';
import type { OwnPollWire, PollResults, PollWire } from './wire.ts';

export const isOver = ({ closesAt }: Pick<PollRow, 'closesAt'>, now: Date) => closesAt !== null && closesAt <= now;

/** What a thread asks, as everybody sees it at this moment. */
export async function readPolls({ db, now }: Deps, thread: Thread | null): Promise<Pick<ThreadWire, 'polls'>> {
  const rows = thread ? await pollsIn(db.read, thread.id) : [];
  if (rows.length === 0) return {};
  const options = await optionsOf(
    db.read,
    rows.map(({ id }) => id),
  );
  return { polls: rows.map((row) => presentPoll(row, options, now())) };
}

/** What is theirs alone of it: that they voted, and what they see for that. */
export async function readOwnPolls(
  { db, now }: Deps,
  { id }: Pick<Member, 'id'>,
  { site, thread }: Pick<Place, 'site' | 'thread'>,
): Promise<Pick<ViewerWire, 'polls' | 'asked'>> {
  const rows = thread ? await pollsIn(db.read, thread.id) : [];
  if (rows.length === 0) return {};
  const ids = rows.map((row) => row.id);
  const [voted, options] = [await votedIn(db.read, id, ids), await optionsOf(db.read, ids)];
  const own = rows.flatMap((row) => (voted.has(row.id) ? presentOwnPoll(row, options, { voted: voted.get(row.id)!, now: now() }) : []));
  const asked = [];
  for (const row of rows) if (row.filter && (await isAsked(db.read, { site, memberId: id, poll: row }, now()))) asked.push(row.uid);
  return { ...(own.length > 0 && { polls: own }), ...(asked.length > 0 && { asked }) };
}

export function presentPoll(row: PollRow, all: OptionRow[], now: Date): PollWire {
  const options = all.filter(({ pollId }) => pollId === row.id);
  const closed = isOver(row, now);
  return {
    id: row.uid,
    question: row.question,
    options: options.map(({ id, text }) => ({ id, text })),
    choices: row.choices,
    secret: row.secret,
    shows: row.shows,
    audience: row.audience,
    closesAt: row.closesAt?.toISOString() ?? null,
    closed,
    results: closed || row.shows === 'always' ? resultsOf(row, options) : null,
  };
}

export function presentOwnPoll(row: PollRow, all: OptionRow[], { voted, now }: { voted: number[]; now: Date }): OwnPollWire {
  const options = all.filter(({ pollId }) => pollId === row.id);
  const seen = row.shows !== 'ended' || isOver(row, now);
  return { id: row.uid, options: row.secret ? null : voted, results: seen ? resultsOf(row, options) : null };
}

const resultsOf = ({ voters }: PollRow, options: OptionRow[]): PollResults => ({ voters, votes: options.map(({ votes }) => votes) });
