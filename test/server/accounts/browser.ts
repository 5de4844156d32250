// A reader's browser on our own pages: it keeps its cookies and says where its forms come from. And their mailbox.
import { accountOutbox } from '#server/accounts/mails.ts';
import { statementOutbox } from '#server/cases/mails.ts';
import { inboundOutbox } from '#server/inbound/mails.ts';
import { mediationOutbox } from '#server/mediations/mails.ts';
import { invitationOutbox } from '#server/invitations/mails.ts';
import { ownOutbox } from '#server/members/own-mails.ts';
import { followOutbox } from '#server/follows/tell-followers.ts';
import { runLetters } from '#server/notifications/letters.ts';
import { noticeOutbox } from '#server/notifications/ring.ts';
import { guestOutbox } from '#server/guests/mails.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { OWN, type World } from '../../support/world.ts';

export function createBrowser(world: Pick<World, 'app'>, own = OWN) {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, headers: Record<string, string>, fields?: Record<string, string>) => {
    const response = await world.app.request(`${own}${path}`, {
      method,
      headers: {
        host: new URL(own).host,
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(fields && { body: new URLSearchParams(fields).toString() }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/max-age=0/i.test(line)) cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    return { status: response.status, headers: response.headers, location: response.headers.get('location'), text: await response.text() };
  };
  return {
    cookies,
    open: (path: string, headers: Record<string, string> = {}) => send('GET', path, headers),
    /** Fills in a form of ours and sends it. */
    submit: (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      send('POST', path, { origin: own, 'sec-fetch-site': 'same-origin', ...headers }, fields),
  };
}

/** Runs the outbox until nothing is due, and takes what arrived since. */
export async function mailsOf(world: World) {
  const failures: unknown[] = [];
  const handlers = {
    ...accountOutbox(world.deps),
    ...guestOutbox(world.deps),
    ...statementOutbox(world.deps),
    ...noticeOutbox(world.deps),
    ...followOutbox(world.deps),
    ...ownOutbox(world.deps),
    ...invitationOutbox(world.deps),
    ...inboundOutbox(world.deps),
    ...mediationOutbox(world.deps),
  };
  const failed = (error: unknown) => failures.push(error);
  while ((await runOutbox(world.db, handlers, world.now(), failed)) > 0);
  await runLetters(world.deps, failed);
  if (failures.length > 0) throw failures[0];
  return world.mails.splice(0);
}

/** The path of the link in the only mail there is. */
export async function linkOf(world: World): Promise<string> {
  const mails = await mailsOf(world);
  if (mails.length !== 1) throw new Error(`${mails.length} mails instead of one`);
  return new URL(/https?:\S+/.exec(mails[0]!.text)![0]).pathname;
}

export const grace = { name: 'Grace', email: 'grace@example.test', password: 'a long enough sentence', charter: '1' };

/** What the security log tells, first to last. */
export async function securityEvents({ db }: World): Promise<string[]> {
  const { securityLog } = db.read.t;
  return (await db.read.select({ event: securityLog.event }).from(securityLog).orderBy(securityLog.id)).map(({ event }) => event);
}

/** A page of ours but for what is never twice the same. */
export const withoutChance = (page: string) => page.replace(/challenge&quot;:&quot;[\w-]+/g, '');
