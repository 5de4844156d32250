import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { accountByEmail } from '../accounts/queries.ts';
import type { Reader } from '../db/database.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { SECURITY_EVENTS } from './log.ts';
import { SECURITY_DAYS } from './purge.ts';
import { namesOn, SECURITY_PAGE, securityPage } from './queries.ts';
import type { SecurityEntryWire, SecurityLogWire } from './wire.ts';

const query = z.object({
  event: z.enum(SECURITY_EVENTS, 'field.wrong').optional(),
  account: z.string().trim().max(254, 'field.too_long|max=254').optional(),
  of: z.enum(['site', 'installation'], 'field.wrong').default('site'),
  cursor: z.string().max(100).optional(),
  lang: z.string().optional(),
});

/** Reading is all there is: nothing changes an entry, and time alone deletes it (purge.ts). */
export const securityRoutes = new Hono<Env>().get(
  '/security-log',
  describeRoute({ summary: 'Sign-ins, failures, rights given: newest first', tags: ['desk'] }),
  valid('query', query),
  async (c) => {
    const { site, session } = staffOf(c);
    const { read } = c.var.deps.db;
    const { event = null, account, of, cursor } = c.req.valid('query');
    const installation = session.account.owner;
    const asked = {
      siteId: of === 'installation' && installation ? null : site.id,
      event,
      account: account ? await idOf(read, account) : null,
      before: readCursor(cursor)?.id ?? null,
    };
    const rows = await securityPage(read, asked);
    const page = rows.slice(0, SECURITY_PAGE);
    const last = page.at(-1);
    return c.json({
      entries: await present(read, site.id, page),
      next: last && rows.length > SECURITY_PAGE ? writeCursor({ value: 0, id: last.id }) : null,
      events: [...SECURITY_EVENTS],
      days: SECURITY_DAYS,
      installation,
    } satisfies SecurityLogWire);
  },
);

/** Whom nobody knows by this address did nothing here. */
const idOf = async (reader: Reader, account: string) =>
  account.includes('@') ? ((await accountByEmail(reader, account))?.uid ?? account) : account;

async function present(reader: Reader, siteId: number, rows: Awaited<ReturnType<typeof securityPage>>): Promise<SecurityEntryWire[]> {
  const names = await namesOn(reader, siteId, [...new Set(rows.flatMap(({ account, actor }) => [account ?? [], actor ?? []].flat()))]);
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? null });
  return rows.map(({ uid, at, event, account, actor, facts, network }) => ({
    id: uid,
    at: at.toISOString(),
    event,
    account: person(account),
    actor: person(actor),
    facts,
    network,
  }));
}
