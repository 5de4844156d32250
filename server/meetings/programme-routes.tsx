import { Hono } from 'hono';
import { z } from 'zod';
import type { Env } from '../http/who.ts';
import { valid } from '../http/validate.ts';
import { FRESH, shown } from '../machines/block-input.ts';
import { opened } from '../machines/opened.ts';
import { sendFresh } from '../machines/send-fresh.ts';
import { draw } from '../pages/draw.ts';
import { shadowElement } from '../pages/shadow-element.ts';
import { siteFor } from '../sites/opening.ts';
import { Programme } from './Programme.tsx';
import { readProgramme } from './read-programme.ts';

const asked = z.object({ site: z.string('field.required'), ...shown });

/** What is on today, as an element for a publisher's page; nothing to look at where nothing is. */
export const programmeRoutes = new Hono<Env>().get('/embed/programme', opened, valid('query', asked), async (c) => {
  const { deps } = c.var;
  const { site: key, lang: spoken, nonce } = c.req.valid('query');
  const site = await siteFor(c, key);
  const lang = spoken ?? site.settings.locale;
  const inside = <Programme events={await readProgramme(deps, site)} {...{ lang, now: deps.now(), timeZone: site.timeZone }} />;
  const attributes = { site: site.key, lang };
  const element = shadowElement('terrasse-programme', attributes, { css: deps.assets.manifest.quotes, nonce, inside });
  return sendFresh(c, draw(element), { type: 'text/html', seconds: FRESH });
});
