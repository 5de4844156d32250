import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { actorOf, type Env } from '../http/who.ts';
import { refuseShut } from '../sites/opening.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { search as asked, similar } from './input.ts';
import { search } from './search.ts';
import { similarThreads } from './similar.ts';

export const searchRoutes = new Hono<Env>()
  .get(
    '/search',
    describeRoute({ summary: 'Posts by their words, who wrote them, where and when', tags: ['search'] }),
    valid('query', asked),
    async (c) => {
      const { site: key, ...input } = c.req.valid('query');
      const { deps, address } = c.var;
      const site = await findSiteByKey(deps.db.read, key);
      if (!site) throw new Refusal('not_found');
      await refuseShut(c, site);
      await deps.limit('search', address.ip);
      c.header('cache-control', 'private, no-store');
      return c.json(await search(deps, await actorOf(c, site), { site, input }));
    },
  )
  .get(
    '/threads/similar',
    describeRoute({ summary: 'Threads that are about what a title says', tags: ['search'] }),
    valid('query', similar),
    async (c) => {
      const { site: key, title } = c.req.valid('query');
      const { deps, address } = c.var;
      const site = await findSiteByKey(deps.db.read, key);
      if (!site) throw new Refusal('not_found');
      await refuseShut(c, site);
      await deps.limit('similar', address.ip);
      return c.json({ threads: await similarThreads(deps, site, title) });
    },
  );
