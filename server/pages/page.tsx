import type { Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { carried } from '../audience/came-by.ts';
import { sendHtml } from '../http/send.ts';
import type { Env } from '../http/who.ts';
import { dateOf, directionOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { iconUrl } from '../install/icon.ts';
import { OURS, paletteOf } from '../sites/palette.ts';
import type { Site } from '../sites/queries.ts';
import { logoUrl, themeUrl } from '../sites/theme.ts';
import { UNREAD_MAX } from '../notifications/queries.ts';
import { Head, isShown, type PageHead } from '../machines/Head.tsx';
import { magnifier } from './magnifier.ts';
import { Icon } from '../../widget/thread/Icon.tsx';

type Page = {
  title: string;
  children: ComponentChildren;
  status?: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 502 | 503;
  narrow?: boolean;
  script?: string;
  /** A module in embed/ that keeps the page true. */
  module?: string;
  /** Seconds after which it is to be looked at again. */
  refresh?: number;
  /** What machines read of it; without it, no search engine may show it. */
  head?: PageHead;
};

/** Words for a page: `t('signin.title')`. */
export type Translate = (key: MessageKey, args?: Record<string, string | number>) => string;

export const wordsOf = (c: Context<Env>): Translate => {
  const { locale } = c.var;
  return (key, args) => translate(locale, key, args);
};

/** What day it is here. On a host that is no site's, nowhere in particular. */
export const zoneOf = (c: Context<Env>): string => c.var.site?.timeZone ?? 'UTC';

/** One of our own pages, complete and usable without JavaScript. `narrow` is for a single form. */
export function renderPage(c: Context<Env>, page: Page): Response | Promise<Response> {
  const { site, locale, who, deps, own } = c.var;
  const t = wordsOf(c);
  const name = site?.settings.forumName ?? 'Terrasse';
  const theme = site && themeUrl(site);
  if (!isShown(c, page.head)) c.header('x-robots-tag', 'noindex');
  const html = (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-scheme={who.via === 'cookie' ? (who.session.account.scheme ?? undefined) : undefined}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${page.title} – ${name}`}</title>
        <Head c={c} title={page.title} head={page.head} />
        {page.refresh && <meta http-equiv="refresh" content={String(page.refresh)} />}
        {site ? <Installable site={site} /> : <link rel="icon" href="data:," />}
        <link rel="stylesheet" href={deps.assets.manifest.pages} />
        {theme && <link rel="stylesheet" href={theme} />}
        {page.script && <script src={page.script} async />}
        {page.module && <script type="module" src={`/embed/${page.module}`} async />}
        {own && own.unread !== null && <script type="module" src={`/embed/${deps.assets.manifest.bell}`} async />}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('page.skip')}
        </a>
        <Bar
          t={t}
          frame={c.var.frame?.header ?? ''}
          name={name}
          site={site?.settings.name ?? ''}
          logo={site && logoUrl(site)}
          account={who.via === 'cookie' ? who.session.account.name : null}
          unread={own?.unread ?? null}
          invited={own?.invited ?? false}
          path={page.narrow ? null : c.req.path}
          from={carried(c, c.req.path)}
        />
        {own?.leavesAt && (
          <div class="page">
            <p class="note warn">
              {t('leaving.pending', { date: dateOf(locale, own.leavesAt, zoneOf(c)) })} <a href="/account/leave">{t('leaving.stay')}</a>
            </p>
          </div>
        )}
        <main id="main" class={page.narrow ? 'door' : 'page'} tabIndex={-1}>
          {page.children}
        </main>
        <Foot t={t} frame={c.var.frame?.footer ?? ''} site={site !== null} locale={locale} here={new URL(c.req.url)} />
      </body>
    </html>
  );
  return sendHtml(c, html, page.status, '<!doctype html>');
}

/** Its icon, and what a phone needs to keep it among its programs. */
function Installable({ site }: { site: Site }) {
  const { light, dark } = paletteOf({ accent: site.accent, tokens: site.tokens ?? OURS });
  return (
    <>
      <link rel="icon" type="image/png" sizes="192x192" href={iconUrl(site, 192)} />
      <link rel="apple-touch-icon" href={iconUrl(site, 180)} />
      <link rel="manifest" href="/manifest.webmanifest" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={light.paper} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={dark.paper} />
    </>
  );
}

type BarProps = {
  t: Translate;
  /** The publisher's own, clean. */
  frame: string;
  name: string;
  site: string;
  logo: string | null;
  account: string | null;
  unread: number | null;
  invited: boolean;
  path: string | null;
  /** Where signing in leads back to. */
  from: string;
};

function Bar({ t, frame, name, site, logo, account, unread, invited, path, from }: BarProps) {
  return (
    <header class="bar">
      {frame && <div class="page frame" dangerouslySetInnerHTML={{ __html: frame }} />}
      <div class="page">
        <a class="brand" href="/">
          {logo && <img src={logo} alt={site} />}
          <span>
            {name} {site && !logo && !frame && <small>{site}</small>}
          </span>
        </a>
        <nav class="me" aria-label={t('page.you')}>
          {site && (
            <a class="act" href="/search" aria-label={t('search.title')} aria-current={path === '/search' ? 'page' : undefined}>
              <Icon d={magnifier} />
            </a>
          )}
          {account ? (
            <>
              {unread !== null && <Bell t={t} unread={unread} />}
              {invited && (
                <a class="act" href="/invited">
                  {t('invited.title')}
                </a>
              )}
              <a class="act" href="/account">
                {account}
              </a>
              <form method="post" action="/signout">
                <button class="act">{t('page.signOut')}</button>
              </form>
            </>
          ) : (
            // A form that leads somewhere says for itself how one signs in on the way.
            path !== null && (
              <a class="act" href={`/signin?next=${encodeURIComponent(from)}`}>
                {t('page.signIn')}
              </a>
            )
          )}
        </nav>
      </div>
    </header>
  );
}

/** Its number is kept true by widget/bell.ts, which finds it by its class. */
function Bell({ t, unread }: { t: Translate; unread: number }) {
  return (
    <a class="act bell" href="/notifications">
      <Icon d={bell} />
      <span class="sr">{t('page.bell')}</span>
      <span role="status" hidden={unread === 0}>
        <data value={unread}>{unread < UNREAD_MAX ? unread : `${UNREAD_MAX - 1}+`}</data>
        <span class="sr"> {t('page.unread', { n: unread })}</span>
      </span>
    </a>
  );
}

const bell = 'M3.5 11.5h9l-1.2-2V6.8a3.3 3.3 0 0 0-6.6 0v2.7zM6.8 13.8h2.4';

type FootProps = { t: Translate; frame: string; site: boolean; locale: Locale; here: URL };

function Foot({ t, frame, site, locale, here }: FootProps) {
  const other = locale === 'fr' ? 'en' : 'fr';
  const query = new URLSearchParams(here.search);
  query.set('lang', other);
  return (
    <footer class="foot-page">
      {frame && <div class="page frame" dangerouslySetInnerHTML={{ __html: frame }} />}
      <div class="page line-of-links">
        {site && (
          <>
            <a href="/charter">{t('page.charter')}</a>
            <a href="/about">{t('about.title')}</a>
            <a href="/messages/new">{t('messages.new')}</a>
            <a href="/legal">{t('imprint.title')}</a>
          </>
        )}
        <a href={`${here.pathname}?${query}`} lang={other} hreflang={other}>
          {other === 'en' ? 'English' : 'Français'}
        </a>
      </div>
    </footer>
  );
}
