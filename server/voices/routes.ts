import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { voiceInput } from './input.ts';
import { voicesOn } from './queries.ts';
import { changeVoice, makeVoice } from './save-voice.ts';
import type { VoicesWire } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const tags = ['desk'];

export const voiceRoutes = new Hono<Env>()
  .get('/voices', describeRoute({ summary: 'As whom the newsroom speaks together', tags }), async (c) => c.json(await list(c)))
  .post('/voices', describeRoute({ summary: 'Make a voice', tags }), valid('json', voiceInput), async (c) => {
    await makeVoice(c.var.deps, staffOf(c), c.req.valid('json'));
    return c.json(await list(c), 201);
  })
  .put(
    '/voices/:id',
    describeRoute({ summary: 'Change a voice, or retire it', tags }),
    valid('param', id),
    valid('json', voiceInput),
    async (c) => {
      await changeVoice(c.var.deps, staffOf(c), { ...c.req.valid('param'), ...c.req.valid('json') });
      return c.json(await list(c));
    },
  );

const list = (c: Context<Env>): Promise<VoicesWire> => voicesOn(c.var.deps.db.read, staffOf(c).site.id);
