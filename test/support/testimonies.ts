// A forum whose newsroom calls for testimony: a journalist who opens the call, a colleague, readers who answer.
import { runOutbox } from '#server/events/outbox.ts';
import { runLetters } from '#server/notifications/letters.ts';
import { noticeOutbox } from '#server/notifications/ring.ts';
import type { Answers, CallWire, TestimoniesPage, TestimonyDetail } from '#server/testimonies/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import type { Engine } from './database.ts';
import { openForum } from './forum.ts';
import type { Person } from './world.ts';

export const DAY = 86_400_000;
export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;

const QUESTIONS = [
  { label: 'Ce que vous avez vu', type: 'long', required: true },
  { label: 'Votre quartier', type: 'choice', options: ['Centre', 'Les Tuileries'] },
  { label: 'Votre téléphone', type: 'phone' },
];
export const SEEN: Answers = { f1: 'Le fleuve a passé le quai à minuit.', f2: 'Centre', f3: '06 12 34 56 78' };

export async function openNewsroom(engine: Engine) {
  const town = await openForum(engine);
  const [julie, marc] = [await town.person('julie', 'journalist'), await town.person('marc', 'journalist')];

  const inDays = (days: number) => new Date(town.now().getTime() + days * DAY).toISOString();
  const about = (more: object = {}) => ({ fields: QUESTIONS, closesAt: inDays(10), keepDays: 90, readers: 'newsroom', ...more });
  const call = async (more: object = {}, title = 'La crue de mars') =>
    (await town.open(title, { kind: 'testimony', details: about(more) }, julie)).thread;
  const read = async (id: string, who: Person | null = null) =>
    (await town.request<CallWire>('GET', `/api/v1/testimonies/${id}`, undefined, who?.asPage)).body;
  const answer = (who: Person, id: string, answers: Answers = SEEN, more: object = {}) =>
    who.send<CallWire & ErrorBody>('PUT', `/api/v1/testimonies/${id}/own`, { form: 1, answers, consent: true, ...more });
  const list = (id: string, who: Person = julie) => who.desk<TestimoniesPage & ErrorBody>('GET', `/api/v1/testimonies/${id}/answers`);
  /** An answer of hers, by its outside id. */
  const sent = async (who: Person, id: string, answers: Answers = SEEN) => {
    const { status, text } = await answer(who, id, answers);
    if (status !== 200) throw new Error(text);
    return (await list(id)).body.testimonies.find(({ author }) => author.id === who.member.uid)!.id;
  };
  const one = async (id: string, uid: string, who: Person = julie) =>
    (await who.desk<TestimonyDetail & ErrorBody>('GET', `/api/v1/testimonies/${id}/answers/${uid}`)).body;
  const handle = (who: Person, id: string, uid: string, to: object) =>
    who.desk<TestimonyDetail & ErrorBody>('PUT', `/api/v1/testimonies/${id}/answers/${uid}/handling`, to);
  /** What its author is asked, by its outside id. */
  const ask = async (id: string, uid: string, text = 'Le fleuve a passé le quai.', more: object = {}) => {
    const { version } = await one(id, uid);
    const asked = { version, text, namedAs: 'first', ...more };
    return (await julie.desk<{ id: string } & ErrorBody>('POST', `/api/v1/testimonies/${id}/answers/${uid}/agreements`, asked)).body.id;
  };
  const decide = async (who: Person, agreement: string, says: string, more: object = {}) => {
    const { body } = await who.desk<{ hash: string }>('GET', `/api/v1/agreements/${agreement}`);
    return who.desk<ErrorBody>('PUT', `/api/v1/agreements/${agreement}/decision`, { hash: body.hash, says, ...more });
  };
  const publish = (agreement: string, who: Person = julie) =>
    who.desk<{ post: string } & ErrorBody>('PUT', `/api/v1/agreements/${agreement}/publication`);
  const withdraw = (who: Person, agreement: string) => who.desk('DELETE', `/api/v1/agreements/${agreement}`);
  const ban = async (who: Person) => {
    const by = { rule: 1, note: 'Des attaques répétées.', measures: [{ kind: 'ban', until: null }] };
    const { status, text } = await town.paul.desk('POST', `/api/v1/members/${who.member.uid}/measures`, by);
    if (status >= 300) throw new Error(text);
    await town.tell();
  };
  /** All that is to be told is. */
  const run = async () => {
    const failed = (error: unknown) => town.failures.push(error);
    while ((await runOutbox(town.db, noticeOutbox(town.deps), town.now(), failed)) > 0);
    await runLetters(town.deps, failed);
  };
  const told = async ({ member }: Person) => {
    const { notifications } = town.db.read.t;
    const rows = await town.db.read.select().from(notifications).orderBy(notifications.id);
    return rows.filter(({ memberId }) => memberId === member.id).map(({ kind }) => kind);
  };
  return {
    ...town,
    julie,
    marc,
    inDays,
    about,
    call,
    seen: read,
    answer,
    list,
    sent,
    one,
    handle,
    ask,
    decide,
    publish,
    withdraw,
    ban,
    run,
    told,
  };
}
