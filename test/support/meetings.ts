// An event of a forum, with what readers say of it and what the newsroom does.
import { runOutbox } from '#server/events/outbox.ts';
import { meetingOutbox } from '#server/meetings/tell.ts';
import type { MeetingWire } from '#server/meetings/wire.ts';
import { runLetters } from '#server/notifications/letters.ts';
import { noticeOutbox } from '#server/notifications/ring.ts';
import type { ErrorBody } from '#server/wire.ts';
import type { Engine } from './database.ts';
import { openForum } from './forum.ts';
import type { Person } from './world.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export type Agora = Awaited<ReturnType<typeof openAgora>>;

/** A forum with a journalist, who runs its events, and one more reader. */
export async function openAgora(engine: Engine) {
  const town = await openForum(engine);
  const [grace, julie] = [await town.person('grace'), await town.person('julie', 'journalist')];

  /** On the hour, as announcements are. */
  const inHours = (hours: number) => new Date(Math.ceil(town.now().getTime() / HOUR) * HOUR + hours * HOUR).toISOString();
  const about = (more: object = {}) => ({
    startsAt: inHours(48),
    endsAt: inHours(50),
    timeZone: 'Europe/Paris',
    place: 'Halle Saint-Jean, 3 place du Marché',
    capacity: 2,
    ...more,
  });
  const announce = async (more: object = {}, title = 'Visite de la halle') =>
    (await town.open(title, { kind: 'event', details: about(more) }, julie)).thread;
  const say = (who: Person, event: string, answer: string, more: object = {}) =>
    who.send<MeetingWire & ErrorBody>('PUT', `/api/v1/events/${event}/answer`, { answer, ...more });
  const read = async (event: string, who: Person | null = null) => {
    const path = `/api/v1/events/${event}`;
    return (who ? await who.send<MeetingWire>('GET', path) : await town.request<MeetingWire>('GET', path)).body;
  };
  const change = (event: string, more: object = {}) => julie.desk('PUT', `/api/v1/events/${event}`, about(more));
  const cancel = (event: string) => julie.desk('PUT', `/api/v1/events/${event}/cancellation`, { reason: 'Orage annoncé.' });
  const restore = (event: string) => julie.desk('DELETE', `/api/v1/events/${event}/cancellation`);
  /** All that is to be told is. */
  const run = async () => {
    const handlers = { ...meetingOutbox(town.deps), ...noticeOutbox(town.deps) };
    const failed = (error: unknown) => town.failures.push(error);
    while ((await runOutbox(town.db, handlers, town.now(), failed)) > 0);
    await runLetters(town.deps, failed);
  };
  const told = async ({ member }: Person) => {
    const { notifications } = town.db.read.t;
    const rows = await town.db.read.select().from(notifications).orderBy(notifications.id);
    return rows.filter(({ memberId }) => memberId === member.id).map(({ kind }) => kind);
  };
  return { ...town, grace, julie, inHours, about, announce, say, seen: read, change, cancel, restore, run, told };
}
