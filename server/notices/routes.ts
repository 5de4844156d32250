import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { GROUND_IDS, groundOf } from '../cases/legal-grounds.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { actorOf, type Env } from '../http/who.ts';
import { translate } from '../i18n/translate.ts';
import { postById } from '../posts/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { giveNotice } from './give-notice.ts';
import { newNotice } from './input.ts';
import type { LegalGroundWire, NoticeAnswer } from './wire.ts';

const query = z.object({ lang: z.string().optional() });

/** For programs: people have the forms of notices/pages.tsx. */
export const legalNoticeRoutes = new Hono<Env>()
  .get('/legal-grounds', describeRoute({ summary: 'What a notice and a decision may name', tags: ['law'] }), valid('query', query), (c) => {
    const { locale } = c.var;
    return c.json({
      grounds: GROUND_IDS.map((id) => {
        const { article, url, anonymous = false } = groundOf(id);
        return { id, label: translate(locale, `ground.${id}`), what: translate(locale, `ground.${id}.what`), article, url, anonymous };
      }),
    } satisfies { grounds: LegalGroundWire[] });
  })
  .post(
    '/notices',
    describeRoute({ summary: 'Notice of illegal content, by anyone', tags: ['law'] }),
    valid('json', newNotice),
    async (c) => {
      const { deps, address, locale } = c.var;
      const input = c.req.valid('json');
      const post = await postById(deps.db.read, input.post);
      const place = post?.state === 'published' && (await findThreadPlace(deps.db.read, post.threadId));
      if (!place) throw new Refusal('not_found');
      const actor = await actorOf(c, place.site);
      const uid = await giveNotice(deps, { place, postId: post!.id, memberId: actor?.member.id ?? null, ip: address.ip, locale }, input);
      return c.json({ url: `${siteUrl(deps.config, place.site)}/notices/${uid}` } satisfies NoticeAnswer, 201);
    },
  );
