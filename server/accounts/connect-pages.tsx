import { Hono, type Context } from 'hono';
import { currentRules } from '../charter/queries.ts';
import { wordsOf } from '../pages/page.tsx';
import { acceptCharter } from './accept-charter.ts';
import { connectPath, giveCode, readAsked, wayBack, type Asked, type ConnectProblem } from './connect.ts';
import { CONNECT_SCRIPT } from './connect-script.ts';
import { Consent } from './Consent.tsx';
import { signedIn } from './enter.ts';
import { check, Form, orAgain, renderDoor, typedIn, type Problem } from './form.tsx';
import { joinInput } from './input.ts';
import { pathTo } from './next.ts';
import { ensureStaffMember, findMember } from './queries.ts';
import type { Session } from './sessions.ts';
import type { WindowEnv } from './window-headers.ts';

/** The window that an embed opens, on its publisher's page, to have somebody sign in. */
export const connectPages = new Hono<WindowEnv>()
  .get('/connect.js', (c) =>
    c.body(CONNECT_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600' }),
  )
  .get('/connect', (c) => whenAsked(c, c.req.query(), (asked, session) => show(c, asked, session)))
  .post('/connect', async (c) => {
    const typed = await typedIn(c);
    return whenAsked(c, typed, (asked, session) =>
      orAgain(
        c,
        async () => {
          await ensureMember(c, asked, session, check(joinInput, typed).charter);
          return handOver(c, asked, await giveCode(c.var.deps, session, asked));
        },
        (problem) => show(c, asked, session, problem),
      ),
    );
  });

/** Nothing is shown, kept or sent for a request with anything wrong in it; then, only for whoever is signed in. */
async function whenAsked(
  c: Context<WindowEnv>,
  given: Record<string, string>,
  work: (asked: Asked, session: Session) => Response | Promise<Response>,
) {
  const asked = await readAsked(c.var.deps.db.read, given);
  if (typeof asked === 'string') return showProblem(c, asked, given[asked] ?? '');
  c.set('site', asked.site);
  const session = signedIn(c);
  if (!session) return c.redirect(pathTo(c, '/signin', connectPath(asked)), 303);
  if (asked.params.return) c.set('backTo', asked.params.origin);
  return work(asked, session);
}

async function ensureMember({ var: { deps } }: Context<WindowEnv>, { site }: Asked, { account }: Session, charter: number | undefined) {
  if (await findMember(deps.db.read, site.id, account.id)) return;
  if (account.owner) await ensureStaffMember(deps, site.id, account);
  else await acceptCharter(deps, account, { site, charter });
}

async function show(c: Context<WindowEnv>, asked: Asked, { account }: Session, problem?: Problem) {
  const { read } = c.var.deps.db;
  const { site, params } = asked;
  const t = wordsOf(c);
  const joined = account.owner || (await findMember(read, site.id, account.id));
  return renderDoor(c, {
    title: t('connect.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('connect.as', { name: account.name, site: site.settings.name })}</h1>
        <p>{t('connect.what', { origin: params.origin })}</p>
        <Form action={pathTo(c, '/connect')} problem={problem}>
          {Object.entries(params).map(([name, value]) => value && <input type="hidden" name={name} value={value} key={name} />)}
          {!joined && <Consent t={t} rules={await currentRules(read, site)} problem={problem} />}
          <button class="btn main">{t('connect.go', { name: account.name })}</button>
        </Form>
        <p class="or">{t('connect.notYou')}</p>
        <Form action={pathTo(c, '/signout', connectPath(asked))}>
          <button class="btn">{t('connect.other')}</button>
        </Form>
      </>
    ),
  });
}

function handOver(c: Context<WindowEnv>, { params: { origin, state, return: back } }: Asked, code: string) {
  c.header('cache-control', 'no-store');
  if (back) return c.redirect(wayBack(back, code, state), 303);
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('connect.doneTitle'),
    script: '/connect.js',
    children: (
      <>
        <h1 data-code={code} data-state={state} data-origin={origin}>
          {t('connect.doneTitle')}
        </h1>
        <p>{t('connect.close')}</p>
      </>
    ),
  });
}

const STATUS: Record<ConnectProblem, 400 | 403 | 404> = { site: 404, origin: 403, challenge: 400, state: 400, return: 400 };

/** For whoever put the embed in their pages. */
function showProblem(c: Context<WindowEnv>, problem: ConnectProblem, given: string) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('connect.wrongTitle'),
    status: STATUS[problem],
    children: (
      <>
        <h1>{t('connect.wrongTitle')}</h1>
        <p>{t(`connect.wrong.${problem}`, { given })}</p>
        <p>{t('connect.close')}</p>
      </>
    ),
  });
}
