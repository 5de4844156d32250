import { createHmac } from 'node:crypto';
import { and, eq, gte, sql } from 'drizzle-orm';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Member } from '../accounts/queries.ts';
import { accountOfMember, findMember, roleOf } from '../accounts/queries.ts';
import { sameBytes } from '../accounts/same-bytes.ts';
import type { Deps } from '../deps.ts';
import { translate } from '../i18n/translate.ts';
import { isFor } from '../rights.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import type { ItemRecord } from './queries.ts';

type Config = Deps['config'];

/** The address that a colleague's calendar program knows; null: none is. Whoever has it reads what is planned, until another is made. */
export async function agendaPath({ db, config }: Deps, { id, uid }: Pick<Member, 'id' | 'uid'>): Promise<string | null> {
  const { agendas } = db.read.t;
  const [row] = await db.read
    .select({ version: agendas.version })
    .from(agendas)
    .where(and(eq(agendas.memberId, id), gte(agendas.version, 1)));
  return row ? `/calendars/desk/${uid}.${mac(config, uid, row.version)}.ics` : null;
}

/** Another address; the one before opens nothing any more. */
export const renewAgenda = ({ db }: Deps, { id, siteId }: Pick<Member, 'id' | 'siteId'>) =>
  db.write(async (tx) => {
    const { agendas } = tx.t;
    await tx
      .insert(agendas)
      .values({ memberId: id, siteId, version: 1 })
      .onConflictDoUpdate({ target: agendas.memberId, set: { version: sql`abs(${agendas.version}) + 1` } });
  });

/** None any more. Its number is kept below zero: the next address is another one. */
export const revokeAgenda = ({ db }: Deps, { id }: Pick<Member, 'id'>) =>
  db.write(async (tx) => {
    const { agendas } = tx.t;
    await tx
      .update(agendas)
      .set({ version: sql`-abs(${agendas.version})` })
      .where(eq(agendas.memberId, id));
  });

/** Whether it opens this site's: only while whose it is opens the desk. */
export async function opensAgenda({ db, config }: Deps, site: Site, token: string): Promise<boolean> {
  const [uid = '', signature = ''] = token.split('.');
  const { agendas, members } = db.read.t;
  const [row] = await db.read
    .select({ memberId: members.id, version: agendas.version })
    .from(agendas)
    .innerJoin(members, eq(members.id, agendas.memberId))
    .where(and(eq(members.uid, uid), eq(agendas.siteId, site.id), gte(agendas.version, 1)));
  if (!row || !sameBytes(Buffer.from(signature), Buffer.from(mac(config, uid, row.version)))) return false;
  const account = await accountOfMember(db.read, row.memberId);
  const member = account && (await findMember(db.read, site.id, account.id));
  return member !== null && isFor('GET /api/v1/calendar', roleOf(account!, member));
}

const mac = ({ secret }: Config, uid: string, version: number) =>
  createHmac('sha256', `${secret} agenda`).update(`${uid} ${version}`).digest('base64url');

/** Seconds after which a calendar that follows asks again. */
const TTL = 900;

/** RFC 5545, in UTC as the events of readers are (meetings/calendar.ts). What is not scheduled is tentative. */
export function writeAgenda({ config }: Deps, site: Site, records: ItemRecord[]): string {
  const { locale, name } = site.settings;
  const calendar = ical({
    name: translate(locale, 'planning.agenda', { site: name }),
    prodId: { company: 'Terrasse', product: 'calendar', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: TTL,
  });
  for (const { item, author } of records) {
    const url = `${siteUrl(config, site)}/admin/#/calendar/item/${item.uid}`;
    const sure = ['scheduled', 'published', 'reviewed'].includes(item.state);
    calendar.createEvent({
      id: item.uid,
      sequence: item.version,
      stamp: item.createdAt,
      start: item.at!,
      end: new Date(item.at!.getTime() + item.minutes * 60_000),
      summary: item.title,
      description: [translate(locale, `planning.state.${item.state}`), author.name, url].join('\n'),
      url,
      status: sure ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
    });
  }
  return calendar.toString();
}
