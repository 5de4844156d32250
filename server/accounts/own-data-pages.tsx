import { Hono, type Context } from 'hono';
import { requireSite, setSessionCookie, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { readDevice } from './device.ts';
import { endHere } from './enter.ts';
import { Form, renderDoor, renderSpent } from './form.tsx';
import { pathTo } from './next.ts';
import { peekOwnData, spendOwnData } from './open-own-data.ts';
import { PROOF_MS } from './policy.ts';
import { accountById } from './queries.ts';

/** From an embed's link to a session of its owner's data alone. What opens links beforehand spends nothing: it takes a click. */
export const ownDataPages = new Hono<Env>()
  .get('/own-data/:key', async (c) => {
    const accountId = await peekOwnData(c.var.deps, requireSite(c), c.req.param('key'));
    return accountId === null ? showSpent(c) : show(c, accountId);
  })
  .post('/own-data/:key', async (c) => {
    const accountId = await spendOwnData(c.var.deps, requireSite(c), c.req.param('key'));
    return accountId === null ? showSpent(c) : open(c, accountId);
  });

/** As long as the proof that the publisher's page gave. */
async function open(c: Context<Env>, accountId: number): Promise<Response> {
  const { deps, address } = c.var;
  const site = requireSite(c);
  const at = deps.now();
  const { uid } = (await accountById(deps.db.read, accountId))!;
  await endHere(c);
  const { secret } = await deps.sessions.start(accountId, {
    siteId: site.id,
    origin: null,
    lifeMs: PROOF_MS,
    device: readDevice(c.req.header('user-agent')),
    provedAt: at,
    log: { event: 'signin.succeeded', siteId: site.id, account: uid, facts: { by: 'embed' }, ip: address.ip, at },
  });
  setSessionCookie(c, secret, new Date(Date.now() + PROOF_MS));
  return c.redirect('/account/data', 303);
}

async function show(c: Context<Env>, accountId: number) {
  const t = wordsOf(c);
  const { name } = (await accountById(c.var.deps.db.read, accountId))!;
  return renderDoor(c, {
    title: t('own.data'),
    children: (
      <>
        <h1>{t('own.data')}</h1>
        <p>{t('ownData.alone')}</p>
        <Form action={pathTo(c, c.req.path)}>
          <button class="btn main">{t('signin.continueAs', { name })}</button>
        </Form>
      </>
    ),
  });
}

const showSpent = (c: Context<Env>) => renderSpent(c, <p>{wordsOf(c)('ownData.again')}</p>);
