import type { Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Env } from '../http/who.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';

type Page = {
  title: string;
  children: ComponentChildren;
  status?: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 500;
  narrow?: boolean;
  script?: string;
};

/** Words for a page: `t('signin.title')`. */
export type Translate = (key: MessageKey, args?: Record<string, string | number>) => string;

export const wordsOf = (c: Context<Env>): Translate => {
  const { locale } = c.var;
  return (key, args) => translate(locale, key, args);
};

/** One of our own pages, complete and usable without JavaScript. `narrow` is for a single form. */
export function renderPage(c: Context<Env>, page: Page): Response | Promise<Response> {
  const { site, locale, who, deps } = c.var;
  const t = wordsOf(c);
  const name = site?.settings.forumName ?? 'Terrasse';
  const html = renderToString(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${page.title} – ${name}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={deps.assets.manifest.pages} />
        {page.script && <script src={page.script} async />}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('page.skip')}
        </a>
        <Bar
          t={t}
          name={name}
          site={site?.settings.name ?? ''}
          account={who.via === 'cookie' ? who.session.account.name : null}
          path={page.narrow ? null : c.req.path}
        />
        <main id="main" class={page.narrow ? 'door' : 'page'} tabIndex={-1}>
          {page.children}
        </main>
        <Foot t={t} locale={locale} here={new URL(c.req.url)} />
      </body>
    </html>,
  );
  return c.html(`<!doctype html>${html}`, page.status ?? 200);
}

function Bar({ t, name, site, account, path }: { t: Translate; name: string; site: string; account: string | null; path: string | null }) {
  return (
    <header class="bar">
      <div class="page">
        <a class="brand" href="/">
          {name} {site && <small>{site}</small>}
        </a>
        <nav class="me" aria-label={t('page.you')}>
          {account ? (
            <>
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
              <a class="act" href={`/signin?next=${encodeURIComponent(path)}`}>
                {t('page.signIn')}
              </a>
            )
          )}
        </nav>
      </div>
    </header>
  );
}

function Foot({ t, locale, here }: { t: Translate; locale: Locale; here: URL }) {
  const other = locale === 'fr' ? 'en' : 'fr';
  const query = new URLSearchParams(here.search);
  query.set('lang', other);
  return (
    <footer class="page foot-page">
      <a href="/charter">{t('page.charter')}</a>
      <a href={`${here.pathname}?${query}`} lang={other} hreflang={other}>
        {other === 'en' ? 'English' : 'Français'}
      </a>
    </footer>
  );
}
