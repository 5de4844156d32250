import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { siteUrl } from '../sites/url.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace, type Thread } from '../threads/queries.ts';
import * as input from './input.ts';
import { whispersIn } from './queries.ts';
import { takeBack, whisper } from './whisper.ts';
import type { WhispersWire, WhisperWire } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const tags = ['desk'];

export const whisperRoutes = new Hono<Env>()
  .get(
    '/threads/:id/whispers',
    describeRoute({ summary: 'What the newsroom says to itself of a thread', tags }),
    valid('param', id),
    async (c) => c.json(await present(c, await findThread(c, c.req.valid('param').id))),
  )
  .post(
    '/threads/:id/whispers',
    describeRoute({ summary: 'Say something to the newsroom alone', tags }),
    valid('param', id),
    valid('json', input.whisper),
    async (c) => {
      const thread = await findThread(c, c.req.valid('param').id);
      await c.var.deps.limit('deskNote', `member:${staffOf(c).member.id}`);
      await whisper(c.var.deps, staffOf(c), thread, c.req.valid('json'));
      return c.json(await present(c, thread), 201);
    },
  )
  .delete('/whispers/:id', describeRoute({ summary: 'Take one back', tags }), valid('param', id), async (c) => {
    await takeBack(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });

async function findThread(c: Context<Env>, uid: string): Promise<Thread> {
  const place = await findThreadPlace(c.var.deps.db.read, uid);
  if (!place || !moderates(staffOf(c), place.thread)) throw new Refusal('not_found');
  return place.thread;
}

async function present(c: Context<Env>, thread: Thread): Promise<WhispersWire> {
  const { site, member } = staffOf(c);
  const home = siteUrl(c.var.deps.config, site);
  const rows = await whispersIn(c.var.deps.db.read, thread.id);
  c.header('cache-control', 'no-store');
  return {
    whispers: rows.map((row): WhisperWire => ({
      id: row.uid,
      by: { id: row.byUid, name: row.byName },
      text: row.text,
      at: row.at.toISOString(),
      about: row.postUid === null ? null : { post: row.postUid, name: row.postAuthor!, url: `${home}/p/${row.postUid}` },
      mine: row.authorId === member.id,
    })),
  };
}
