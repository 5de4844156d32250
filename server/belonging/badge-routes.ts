import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { memberByUid } from '../members/queries.ts';
import { givenTo } from './badges-of.ts';
import { giveBadge, takeBadge } from './give-badge.ts';
import { badgeInput, givenInput } from './input.ts';
import { badgesOn, changeBadge, dropBadge, makeBadge } from './site-badges.ts';
import type { BadgesWire, MemberBadges } from './wire.ts';
import type { Glyph } from '../../widget/thread/glyphs.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const ofMember = z.object({ id: z.uuid('field.wrong'), badge: z.uuid('field.wrong') });
const tags = ['desk'];

export const badgeRoutes = new Hono<Env>()
  .get('/badges', describeRoute({ summary: 'The site’s own badges', tags }), async (c) => c.json(await list(c)))
  .post('/badges', describeRoute({ summary: 'Make a badge', tags }), valid('json', badgeInput), async (c) => {
    await makeBadge(c.var.deps, staffOf(c), c.req.valid('json'));
    return c.json(await list(c), 201);
  })
  .put('/badges/:id', describeRoute({ summary: 'Change a badge', tags }), valid('param', id), valid('json', badgeInput), async (c) => {
    await changeBadge(c.var.deps, staffOf(c), { ...c.req.valid('param'), ...c.req.valid('json') });
    return c.json(await list(c));
  })
  .delete('/badges/:id', describeRoute({ summary: 'Strike a badge out: nobody has it any more', tags }), valid('param', id), async (c) => {
    await dropBadge(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  })
  .get('/members/:id/badges', describeRoute({ summary: 'What a member was given', tags }), valid('param', id), async (c) =>
    c.json(await listOf(c, c.req.valid('param').id)),
  )
  .put(
    '/members/:id/badges/:badge',
    describeRoute({ summary: 'Give a badge, with a word', tags }),
    valid('param', ofMember),
    valid('json', givenInput),
    async (c) => {
      const { id: uid, badge } = c.req.valid('param');
      await giveBadge(c.var.deps, staffOf(c), { member: await find(c, uid), badge, ...c.req.valid('json') });
      return c.json(await listOf(c, uid));
    },
  )
  .delete('/members/:id/badges/:badge', describeRoute({ summary: 'Take a badge back', tags }), valid('param', ofMember), async (c) => {
    const { id: uid, badge } = c.req.valid('param');
    await takeBadge(c.var.deps, staffOf(c), { member: await find(c, uid), badge });
    return c.json(await listOf(c, uid));
  });

const list = async (c: Context<Env>): Promise<BadgesWire> => ({ badges: await badgesOn(c.var.deps.db.read, staffOf(c).site.id) });

async function listOf(c: Context<Env>, uid: string): Promise<MemberBadges> {
  const { read } = c.var.deps.db;
  const given = await givenTo(read, (await find(c, uid)).id);
  const all = await badgesOn(read, staffOf(c).site.id);
  return {
    given: given.map(({ uid: badge, names, glyph, word, at }) => ({
      id: badge,
      ...names,
      glyph: glyph as Glyph,
      word,
      at: at.toISOString(),
    })),
    others: all.flatMap(({ id: other, fr, en, glyph }) =>
      given.some(({ uid: had }) => had === other) ? [] : [{ id: other, fr, en, glyph }],
    ),
  };
}

async function find(c: Context<Env>, uid: string) {
  const member = await memberByUid(c.var.deps.db.read, staffOf(c).site.id, uid);
  if (!member) throw new Refusal('not_found');
  return member;
}
