import { Hono } from 'hono';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { directionOf } from '../i18n/translate.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { OURS, paletteOf } from '../sites/palette.ts';
import { themeUrl } from '../sites/theme.ts';
import { iconOf, ICONS, iconUrl, type IconName } from './icon.ts';
import { workerScript } from './worker-script.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const AN_HOUR = 'public, max-age=3600';

/** What makes the forum a program among others on a phone: https://www.w3.org/TR/appmanifest/ */
export const installPages = new Hono<Env>()
  .get('/manifest.webmanifest', (c) => {
    const site = requireSite(c);
    const { forumName, name, locale } = site.settings;
    const { light } = paletteOf({ accent: site.accent, tokens: site.tokens ?? OURS });
    const icon = (of: IconName) => ({ src: iconUrl(site, of), sizes: `${ICONS[of]}x${ICONS[of]}`, type: 'image/png' });
    c.header('cache-control', AN_HOUR);
    return c.body(
      JSON.stringify({
        id: '/',
        name: forumName,
        short_name: forumName.slice(0, 12).trim(),
        description: `${forumName}, ${name}`,
        lang: locale,
        dir: directionOf(locale),
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: light.paper,
        theme_color: light.paper,
        icons: [icon(192), icon(512), { ...icon('maskable'), purpose: 'maskable' }],
      }),
      200,
      { 'content-type': 'application/manifest+json' },
    );
  })
  .get('/:file{icon-(?:180|192|512|maskable)-\\w{8}\\.png}', async (c) => {
    const site = requireSite(c);
    const name = c.req.param('file').split('-')[1] as unknown as IconName;
    if (iconUrl(site, name) !== c.req.path) throw new Refusal('not_found');
    c.header('cache-control', FOR_EVER);
    return c.body(await iconOf(c.var.deps, site, name), 200, { 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
  })
  .get('/worker.js', (c) => {
    const theme = themeUrl(requireSite(c));
    c.header('cache-control', 'no-cache');
    return c.body(workerScript(['/offline', c.var.deps.assets.manifest.pages, ...(theme ? [theme] : [])]), 200, {
      'content-type': 'text/javascript; charset=utf-8',
    });
  })
  .get('/offline', (c) => {
    requireSite(c);
    const t = wordsOf(c);
    return renderPage(c, {
      title: t('offline.title'),
      narrow: true,
      children: (
        <>
          <h1>{t('offline.title')}</h1>
          <p>{t('offline.what')}</p>
          {/* The page that could not be read is still the one in the address. */}
          <form>
            <button class="btn main">{t('offline.again')}</button>
          </form>
        </>
      ),
    });
  });
