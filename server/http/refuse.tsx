import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Refusal, statusOf } from '../errors.ts';
import { translate, type MessageKey } from '../i18n/translate.ts';
import { renderPage } from '../pages/page.tsx';
import type { ErrorBody } from '../wire.ts';
import { loggedPath } from './request.ts';
import { sayRefusal } from './say-refusal.ts';
import type { Database } from '../db/database.ts';
import type { Env } from './who.ts';

/** The one place where an error becomes an answer. What was not expected is logged whole and told without detail. */
export const answerError: ErrorHandler<Env> = (error, c) => {
  const { log, db } = c.var.deps;
  const refusal = asRefusal(error, db);
  if (refusal.code === 'internal') log.error({ err: error, requestId: c.var.requestId, path: loggedPath(c.req.path) }, 'a bug');
  if (refusal.code === 'unavailable') {
    const asked = error === refusal ? 'bucket' : 'database';
    log.warn({ err: refusal.cause ?? error, requestId: c.var.requestId }, `the ${asked} does not answer`);
  }
  if (refusal.facts.retryAfter) c.header('retry-after', String(refusal.facts.retryAfter));
  c.header('cache-control', 'no-store');
  // Nobody is known where those who are known could not be read.
  if (refusal.code === 'unavailable' && !c.var.who) c.set('who', { via: 'nobody' });
  return wantsPage(c) ? errorPage(c, refusal) : c.json(bodyOf(refusal, c), statusOf[refusal.code]);
};

/** Seconds: a database that starts again is there in some. */
const SOON = 5;

function asRefusal(error: unknown, { engine }: Pick<Database, 'engine'>): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof HTTPException && error.status === 400) return new Refusal('malformed');
  return engine.isAway(error) ? new Refusal('unavailable', { retryAfter: SOON }) : new Refusal('internal');
}

/** People at an address of ours get a page; programs get JSON. */
const wantsPage = (c: Context<Env>) =>
  !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html') && c.var.who !== undefined;

/** What another try may well change. */
const AGAIN: string[] = ['internal', 'too_fast', 'paused', 'unavailable'];
/** There is no front page to go back to. */
const SHUT: string[] = ['not_open', 'paused'];

function errorPage(c: Context<Env>, { code, facts }: Refusal) {
  const { locale, requestId } = c.var;
  return renderPage(c, {
    title: sayRefusal(c, { code, facts }),
    status: statusOf[code] as 404,
    narrow: true,
    ...(code === 'unavailable' && c.req.method === 'GET' && { refresh: 2 * SOON }),
    children: (
      <>
        <h1>{sayRefusal(c, { code, facts })}</h1>
        {code === 'not_found' && <p>{translate(locale, 'error.not_found_what')}</p>}
        {code === 'internal' && <p class="meta">{translate(locale, 'error.reference', { reference: shortId(requestId) })}</p>}
        {AGAIN.includes(code) && c.req.method === 'GET' && (
          <a class="btn main" href={new URL(c.req.url).pathname + new URL(c.req.url).search}>
            {translate(locale, 'error.again')}
          </a>
        )}
        <a class="btn" href={SHUT.includes(code) ? '/about' : '/'}>
          {translate(locale, SHUT.includes(code) ? 'about.title' : 'error.back')}
        </a>
        {code === 'not_found' && c.var.site && <a href="/search">{translate(locale, 'error.search')}</a>}
      </>
    ),
  });
}

function bodyOf({ code, facts }: Refusal, c: Context<Env>): ErrorBody {
  const { locale, requestId } = c.var;
  const { fields, retryAfter, until, details = until && { until: until.toISOString() } } = facts;
  return {
    error: {
      code,
      message: sayRefusal(c, { code, facts }),
      ...(fields && {
        fields: Object.fromEntries(Object.entries(fields).map(([name, [key, args]]) => [name, translate(locale, key as MessageKey, args)])),
      }),
      ...(retryAfter && { retryAfter }),
      ...(details !== undefined && { details }),
      ...(code === 'internal' && { reference: shortId(requestId) }),
    },
  };
}

/** What a person can read aloud: the random end of the request's id, which the log has whole. */
const shortId = (requestId: string) => requestId.slice(-12).toUpperCase();
