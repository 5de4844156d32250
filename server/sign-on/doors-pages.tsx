import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { asProved } from '../accounts/as-proved.ts';
import { signedIn } from '../accounts/enter.ts';
import { check, Form, renderDoor, typedIn } from '../accounts/form.tsx';
import { makeKey } from '../accounts/one-time-key.ts';
import type { WindowEnv } from '../accounts/window-headers.ts';
import { Refusal } from '../errors.ts';
import type { Env } from '../http/who.ts';
import { wordsOf, type Translate } from '../pages/page.tsx';
import { orClosed } from './closed-page.tsx';
import { doors } from './doors.ts';
import { isFrom } from './issuer.ts';
import { entranceOf, knock, requireOpen, type Entrance } from './knock.ts';
import { linkIdentity } from './link-identity.ts';
import { findIdentity, identitiesOf, providersOf, type Identity } from './queries.ts';
import { nameOf, type Introduction } from './told.ts';
import { doorKey, isOnlyDoor, unlinkIdentity } from './unlink-identity.ts';

const AIM = { aim: 'link', next: '/account/doors' } as const;
const DONE = { linked: 'signOn.linked', unlinked: 'signOn.unlinked' } as const;
const linkInput = z.object({ key: z.string('field.required').max(100) });

/** By which accounts, kept elsewhere, one may come in to one's own. */
export const doorsPages = new Hono<WindowEnv>()
  .get('/account/doors', (c) => show(c))
  .get('/account/doors/:provider', async (c) => {
    const entrance = await entranceOf(c, c.req.param('provider'));
    requireOpen(entrance, c.var.site);
    return asProved(c, c.req.path, () => orClosed(c, entrance, AIM, () => knock(c, entrance, AIM)));
  })
  .post('/account/doors', (c) =>
    asProved(c, '/account/doors', async (session) => {
      const { key } = check(linkInput, await typedIn(c));
      await linkIdentity(c.var.deps, session, { key, ip: c.var.address.ip });
      return c.redirect('/account/doors?done=linked', 303);
    }),
  )
  .post('/account/doors/:door/end', (c) =>
    asProved(c, '/account/doors', async (session) => {
      await unlinkIdentity(c.var.deps, session, { door: c.req.param('door'), ip: c.var.address.ip });
      return c.redirect('/account/doors?done=unlinked', 303);
    }),
  );

/**
 * Back from the provider, before anything is linked: it may have answered for whoever is signed in there, at the
 * request of a page that is not ours. Both accounts are named, and their owner says yes.
 */
export async function showLink(c: Context<Env>, { provider: { name } }: Entrance, introduction: Introduction) {
  const { deps, locale } = c.var;
  const { account } = signedIn(c)!;
  const { siteId, issuer, told } = introduction;
  const known = await findIdentity(deps.db.read, { siteId, issuer, subject: told.subject });
  if (known?.accountId === account.id) return c.redirect('/account/doors?done=linked', 303);
  if (known) throw new Refusal('identity_taken');
  const key = await deps.db.write((tx) => makeKey(tx, { purpose: 'link', accountId: account.id, data: { introduction }, now: deps.now() }));
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('signOn.linkTitle'),
    children: (
      <>
        <h1>{t('signOn.linkTitle')}</h1>
        <p>{t('signOn.linkWhat', { provider: name, there: nameOf(introduction, locale), here: account.name })}</p>
        {told.email && <p class="meta">{told.email}</p>}
        <Form action="/account/doors">
          <input type="hidden" name="key" value={key} />
          <button class="btn main">{t('signOn.linkGo')}</button>
        </Form>
        <a class="btn" href="/account/doors">
          {t('signOn.linkNot')}
        </a>
      </>
    ),
  });
}

async function show(c: Context<Env>) {
  const { deps, site } = c.var;
  const { account } = signedIn(c)!;
  const t = wordsOf(c);
  const linked = await identitiesOf(deps.db.read, account.id);
  const offered = site ? (await providersOf(deps.db.read, site.id)).filter(({ enabled, kind }) => enabled && doors[kind]) : [];
  const done = DONE[c.req.query('done') as keyof typeof DONE];
  const known = await namesOf(c, linked);
  const onlyDoor = await isOnlyDoor(deps.db.read, account.id, linked.length);
  return renderDoor(c, {
    title: t('signOn.doorsTitle'),
    children: (
      <>
        <h1>{t('signOn.doorsTitle')}</h1>
        {done && <output class="note good">{t(done)}</output>}
        <p>{t('signOn.doorsWhat')}</p>
        {linked.map((identity) => (
          <Linked key={identity.id} {...{ t, identity, onlyDoor }} name={known(identity)} />
        ))}
        {onlyDoor && <p class="meta">{t('signOn.onlyDoor')}</p>}
        {offered
          .filter((provider) => !linked.some((identity) => isFrom(provider, identity)))
          .map(({ uid, name }) => (
            <a class="btn" key={uid} href={`/account/doors/${uid}`}>
              {t('signOn.link', { name })}
            </a>
          ))}
        <a class="btn" href="/account">
          {t('signOn.toAccount')}
        </a>
      </>
    ),
  });
}

function Linked({ t, identity, name, onlyDoor }: { t: Translate; identity: Identity; name: string; onlyDoor: boolean }) {
  return (
    <section class="flow">
      <h2>{name}</h2>
      {!onlyDoor && (
        <Form action={`/account/doors/${doorKey(identity)}/end`}>
          <button class="btn" aria-label={t('signOn.unlinkNamed', { name })}>
            {t('signOn.unlink')}
          </button>
        </Form>
      )}
    </section>
  );
}

/** What the buttons say; an issuer's own address where its provider is no longer there. */
async function namesOf({ var: { deps } }: Context<Env>, identities: Identity[]): Promise<(identity: Identity) => string> {
  const sites = [...new Set(identities.map(({ siteId }) => siteId))];
  const providers = (await Promise.all(sites.map((siteId) => providersOf(deps.db.read, siteId)))).flat();
  return (identity) => providers.find((provider) => isFrom(provider, identity))?.name ?? identity.issuer;
}
