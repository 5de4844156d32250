import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { answerItem } from './answer-item.ts';
import { addNote, changeItem, claimItem, releaseItem } from './change-item.ts';
import { thankReader } from './converse.ts';
import * as input from './input.ts';
import { beatOf, maySee } from './policy.ts';
import { presentCounts, presentDetail, presentItem } from './present.ts';
import { CHANGES_PAGE, changesAfter, INBOX_PAGE, inboxPage, itemBy, lastSeq, momentIn, type ItemRecord } from './queries.ts';
import { endRelay, passItemOn } from '../relays/pass-on.ts';
import type { InboxChanges, InboxConflict, InboxPage } from './wire.ts';

const tags = ['desk'];

export const inboxRoutes = new Hono<Env>()
  .get('/inbox', describeRoute({ summary: 'What waits for a word of the newsroom’s', tags }), valid('query', input.list), async (c) => {
    const staff = staffOf(c);
    const { site, member } = staff;
    const { lane: view, cursor } = c.req.valid('query');
    const { read } = c.var.deps.db;
    const beat = beatOf(staff);
    // Before the rows: what comes in between is told again, and missed by nobody.
    const seq = await lastSeq(read, site.id);
    const rows = await inboxPage(read, beat, { view, me: member.id, after: readCursor(cursor) });
    const page = rows.slice(0, INBOX_PAGE);
    const last = page.at(-1);
    return c.json({
      items: page.map((row) => presentItem(c.var.deps, site, row)),
      next: rows.length > INBOX_PAGE && last ? writeCursor({ value: momentIn(view, last).getTime(), id: last.id }) : null,
      seq,
      counts: await presentCounts(read, beat, member.id),
    } satisfies InboxPage);
  })
  .get(
    '/inbox/changes',
    describeRoute({ summary: 'What changed in the inbox after a number, in order', tags }),
    valid('query', input.changes),
    async (c) => {
      const staff = staffOf(c);
      const { site, member } = staff;
      const { read } = c.var.deps.db;
      const { after } = c.req.valid('query');
      const rows = await changesAfter(read, site.id, after);
      const page = rows.slice(0, CHANGES_PAGE);
      const [there, gone] = [page.filter((row) => maySee(staff, row)), page.filter((row) => !maySee(staff, row))];
      return c.json({
        items: there.map((row) => presentItem(c.var.deps, site, row)),
        gone: gone.map(({ uid }) => uid),
        seq: page.at(-1)?.seq ?? after,
        more: rows.length > CHANGES_PAGE,
        counts: await presentCounts(read, beatOf(staff), member.id),
      } satisfies InboxChanges);
    },
  )
  .get('/inbox/:id', describeRoute({ summary: 'An item with its context', tags }), valid('param', input.named), async (c) =>
    c.json(await presentDetail(c.var.deps, staffOf(c), await findItem(c))),
  )
  .patch(
    '/inbox/:id',
    describeRoute({ summary: 'Whose it is, whether it waits or is done, its labels', tags }),
    valid('param', input.named),
    valid('json', input.change),
    async (c) => {
      const found = await findItem(c);
      await changeItem(c.var.deps, staffOf(c), found, c.req.valid('json')).catch(async (error: unknown) => {
        throw await withCurrent(c, found, error);
      });
      return c.json(await current(c, found));
    },
  )
  .put(
    '/inbox/:id/claim',
    describeRoute({ summary: 'Have an item for three minutes', tags }),
    valid('param', input.named),
    valid('json', input.claim),
    async (c) => {
      const found = await findItem(c);
      await claimItem(c.var.deps, staffOf(c), found, c.req.valid('json').take);
      return c.json({ claim: (await current(c, found)).claim });
    },
  )
  .delete('/inbox/:id/claim', describeRoute({ summary: 'Give an item back', tags }), valid('param', input.named), async (c) => {
    await releaseItem(c.var.deps, staffOf(c), await findItem(c));
    return c.body(null, 204);
  })
  .post(
    '/inbox/:id/notes',
    describeRoute({ summary: 'Leave the team a note; colleagues called by @name are told', tags }),
    valid('param', input.named),
    valid('json', input.note),
    async (c) => {
      const found = await findItem(c);
      await c.var.deps.limit('deskNote', `member:${staffOf(c).member.id}`);
      await addNote(c.var.deps, staffOf(c), found, c.req.valid('json').text);
      return c.json(await current(c, found), 201);
    },
  )
  .post(
    '/inbox/:id/relays',
    describeRoute({ summary: 'Ask a journalist by mail; whoever was asked before is asked no more', tags }),
    valid('param', input.named),
    valid('json', input.relay),
    async (c) => {
      const found = await findItem(c);
      await passItemOn(c.var.deps, staffOf(c), found, c.req.valid('json')).catch(async (error: unknown) => {
        throw await withCurrent(c, found, error);
      });
      return c.json(await current(c, found), 201);
    },
  )
  .delete('/inbox/:id/relays', describeRoute({ summary: 'Await no journalist any more', tags }), valid('param', input.named), async (c) => {
    const found = await findItem(c);
    await endRelay(c.var.deps, staffOf(c), found);
    return c.json(await current(c, found));
  })
  .put('/inbox/:id/thanks', describeRoute({ summary: 'Thank by name who told of an error', tags }), valid('param', input.named), (c) =>
    thank(c, true),
  )
  .delete('/inbox/:id/thanks', describeRoute({ summary: 'Thank them no longer', tags }), valid('param', input.named), (c) =>
    thank(c, false),
  )
  .post(
    '/inbox/:id/answers',
    describeRoute({ summary: 'Answer it, in its thread', tags }),
    valid('param', input.named),
    valid('json', input.answer),
    async (c) => {
      const found = await findItem(c);
      await answerItem(c.var.deps, { actor: staffOf(c), address: c.var.address }, found, c.req.valid('json')).catch(
        async (error: unknown) => {
          throw await withCurrent(c, found, error);
        },
      );
      return c.json(await current(c, found), 201);
    },
  );

async function thank(c: Context<Env>, thanks: boolean) {
  const found = await findItem(c);
  await thankReader(c.var.deps, staffOf(c), found, thanks).catch(async (error: unknown) => {
    throw await withCurrent(c, found, error);
  });
  return c.json(await current(c, found));
}

async function findItem(c: Context<Env>): Promise<ItemRecord> {
  const staff = staffOf(c);
  const found = await itemBy(c.var.deps.db.read, { siteId: staff.site.id, uid: c.req.param('id')! });
  if (!found || !maySee(staff, found)) throw new Refusal('not_found');
  return found;
}

const current = async (c: Context<Env>, { id }: ItemRecord) =>
  presentDetail(c.var.deps, staffOf(c), (await itemBy(c.var.deps.db.read, id))!);

/** A clash is answered with what the item has become. */
async function withCurrent(c: Context<Env>, found: ItemRecord, error: unknown): Promise<unknown> {
  if (!(error instanceof Refusal) || !['item_changed', 'item_claimed'].includes(error.code)) return error;
  return new Refusal(error.code, { details: { current: await current(c, found) } satisfies InboxConflict });
}
