import { Hono, type Context } from 'hono';
import { Form, orAgain, renderDoor, renderSpent, type Problem } from '../accounts/form.tsx';
import { pathTo } from '../accounts/next.ts';
import { peekKey } from '../accounts/one-time-key.ts';
import type { GuestClaim } from '../accounts/schema.ts';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { findSite } from '../sites/queries.ts';
import { claimPages } from './claim-pages.tsx';
import { proveGuest } from './prove-guest.ts';

/** Mail scanners open every link: a GET shows a button, and only its POST does anything. */
export const guestPages = new Hono<Env>()
  .route('/', claimPages)
  .get('/guest/:key', async (c) => show(c, await findClaim(c)))
  .post('/guest/:key', async (c) => {
    const asked = await findClaim(c);
    return orAgain(
      c,
      async () => {
        const guest = await proveGuest(c.var.deps, c.req.param('key'), c.var.address.ip);
        return guest ? showDone(c, guest) : renderSpentLink(c);
      },
      (problem) => show(c, asked, problem),
    );
  });

type Asked = { guest: GuestClaim; site: string };

async function findClaim(c: Context<Env>): Promise<Asked | null> {
  const { deps } = c.var;
  const key = await peekKey(deps, 'guest', c.req.param('key') ?? '');
  const site = key && (await findSite(deps.db.read, key.data.siteId!));
  return site ? { guest: key.data.guest!, site: site.settings.name } : null;
}

/** Who reads it may not be who asked: it says in whose name, from which page and from what machine. */
function show(c: Context<Env>, asked: Asked | null, problem?: Problem) {
  if (!asked) return renderSpentLink(c);
  const t = wordsOf(c);
  const { site, guest } = asked;
  const { name, origin, device, email } = guest;
  return renderDoor(c, {
    title: t('guests.title', { site }),
    status: problem?.status,
    children: (
      <>
        <h1>{t('guests.title', { site })}</h1>
        <p>{t('guests.what', { name, email, host: new URL(origin).host })}</p>
        {device && <p>{t('guests.from', { device })}</p>}
        <p>{t('guests.notYou')}</p>
        <Form action={pathTo(c, c.req.path)} problem={problem}>
          {problem?.fields.name && <p>{problem.fields.name}</p>}
          <button class="btn main">{t('guests.go')}</button>
        </Form>
      </>
    ),
  });
}

function showDone(c: Context<Env>, { origin }: GuestClaim) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('guests.doneTitle'),
    children: (
      <>
        <h1>{t('guests.doneTitle')}</h1>
        <p>{t('guests.done', { host: new URL(origin).host })}</p>
        <p>{t('guests.read')}</p>
      </>
    ),
  });
}

const renderSpentLink = (c: Context<Env>) => renderSpent(c, <p>{wordsOf(c)('guests.another')}</p>);
