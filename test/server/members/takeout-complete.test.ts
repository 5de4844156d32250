// Nothing that is kept of somebody is forgotten in what they take along: each column that names a person is read for it, or it is said here why not.
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum } from '../../support/forum.ts';
import { createWorld, type Person } from '../../support/world.ts';

const OTHERS = 'what somebody else wrote, asked or keeps of them: theirs to take';
const WORK = 'work in the newsroom’s name: its own, not the person’s';
const KEY = 'a key that opens something for a few minutes or hours; its hash says nothing';

const NOT_TAKEN: Record<string, string> = {
  'agreements.asked_by_id': WORK,
  'appeals.decided_by': WORK,
  'askings.by_id': WORK,
  'calendar_changes.by_id': WORK,
  'calendar_items.approved_by_id': WORK,
  'calendar_items.author_id': WORK,
  'calendar_items.voice_id': WORK,
  'calendar_items.written_by_id': WORK,
  'calendar_notes.author_id': WORK,
  'canned_replies.by_id': WORK,
  'caption_versions.by_id': 'read beside the film that they sent; for another’s, work in the newsroom’s name',
  'cases.assignee_id': WORK,
  'cases.claimed_by': WORK,
  'cases.member_id': 'what was decided in it has its statement, which is taken; what waits is nothing to them yet',
  'departures.account_id': 'that they leave: they said so, and have the mail',
  'former_names.by_id': WORK,
  'guests.member_id': 'their address, which is the account’s',
  'ignores.ignored_id': OTHERS,
  'inbox_acts.by_id': WORK,
  'inbox_items.assignee_id': WORK,
  'inbox_items.claimed_by': WORK,
  'inbox_messages.author_id': 'theirs are read by the conversation; the newsroom’s are work in its name',
  'inbox_messages.voice_id': WORK,
  'invitations.account_id': 'accepted, it is a member’s: taken by that',
  'list_exports.by_id': WORK,
  'media.taken_by': WORK,
  'member_labels.by_id': WORK,
  'mediation_answers.member_id': 'read beside the proposal that it is of',
  'mediation_words.author_id': 'read by the room: both parties’ are in it',
  'mediation_words.publisher_id': 'the same',
  'mentions.member_id': OTHERS,
  'notes.by_id': WORK,
  'one_time_keys.account_id': KEY,
  'origin_records.member_id': 'sealed for the law: that there are some, and until when, is beside each post',
  'poll_votes.member_id': 'read beside poll_voters, for what is public',
  'positionings.by_id': WORK,
  'push_endpoints.member_id': 'read by their sessions',
  'relays.by_id': WORK,
  'relays.member_id': WORK,
  'restrictions.member_id': 'read by its statement',
  'second_readings.reader_id': WORK,
  'segments.by_id': WORK,
  'site_looks.saved_by': WORK,
  'site_tokens.made_by': WORK,
  'takeouts.account_id': 'the archive itself',
  'testimonies.assignee_id': WORK,
  'testimonies.changed_by_id': WORK,
  'testimony_notes.by_id': WORK,
  'testimony_readers.member_id': WORK,
  'thread_timers.by_id': WORK,
  'threads.accepted_by_id': WORK,
  'threads.author_id': 'their post that opens it says so',
  'voices.member_id': 'nobody: the newsroom’s own name',
  'webhooks.created_by_id': WORK,
  'whispers.author_id': WORK,
};

/** Also where no key says that a person is meant. */
const NAMES_SOMEBODY = /^(?:(?:.+_)?(?:member|account|author|reader|hand|assignee|moderator|reporter)_id|(?:.+_)?by(?:_id)?)$/;

test('each column that names a person is read for their archive, or there is a reason why not', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const asked = listen(world.db.read);

  await gatherTakeout(world.db.read, { accountId: ada.accountId, at: world.now() }, () => {});

  const conditions = asked.map((sql) => sql.slice(sql.lastIndexOf(' where '))).join('\n');
  const isTaken = (name: string) =>
    conditions.includes(
      name
        .split('.')
        .map((part) => `"${part}"`)
        .join('.'),
    );
  const all = namesIn((world.db as unknown as { location: string }).location);
  expect(
    all.filter((name) => !isTaken(name) && !(name in NOT_TAKEN)),
    'take it, or say why not',
  ).toEqual([]);
  expect(Object.keys(NOT_TAKEN).filter((name) => !all.includes(name) || isTaken(name))).toEqual([]);
});

onBothDatabases((engine) => {
  test('where they stand in the newsroom, and what they asked of it', async () => {
    const { db, now, ada, linus, person, open } = await openForum(engine);
    const grace = await person('grace', 'manager');
    const bridge = await open('Quand rouvre le pont ?', { kind: 'question' });
    const poll = { question: 'Qui vient ?', options: ['Moi', 'Pas moi'] };
    await grace.desk('POST', `/api/v1/threads/${bridge.thread}/polls`, poll);
    await grace.desk('POST', '/api/v1/saved-filters', { name: 'Les liens', query: 'held?reason=links' });
    const take = (who: Person) => gatherTakeout(db.read, { accountId: who.accountId, at: now() }, () => {});

    const [hers, asked, others] = [await take(grace), await take(ada), await take(linus)];

    expect(hers).toMatchObject({ pollsAsked: [{ question: 'Qui vient ?' }], savedFilters: [{ name: 'Les liens' }], askedOfNewsroom: [] });
    expect(asked.askedOfNewsroom).toMatchObject([{ lane: 'question', answeredAt: null }]);
    expect([others.pollsAsked, others.askedOfNewsroom, others.savedFilters]).toEqual([[], [], []]);
  });
});

/** Every statement that is prepared from now on. */
function listen(reader: object): string[] {
  const asked: string[] = [];
  (reader as { session: { logger: object } }).session.logger = { logQuery: (sql: string) => void asked.push(sql) };
  return asked;
}

function namesIn(file: string): string[] {
  const db = new Sqlite(file, { readonly: true });
  const tables = db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'").pluck().all() as string[];
  const names = tables.flatMap((table) => {
    const keys = db.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[];
    const columns = db.pragma(`table_info(${table})`) as { name: string }[];
    const people = keys.filter(({ table: to }) => to === 'members' || to === 'accounts').map(({ from }) => from);
    return columns.filter(({ name }) => people.includes(name) || NAMES_SOMEBODY.test(name)).map(({ name }) => `${table}.${name}`);
  });
  db.close();
  return names.toSorted();
}
