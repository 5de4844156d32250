import { Hono, type Context } from 'hono';
import { signedIn } from '../accounts/enter.ts';
import { Form, renderDoor } from '../accounts/form.tsx';
import { findMember } from '../accounts/queries.ts';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { claimableBy, claimGuest } from './claim-guest.ts';

/** An account takes over what its holder wrote on this host's site before having one. */
export const claimPages = new Hono<Env>()
  .get('/account/guest', (c) => show(c))
  .post('/account/guest', async (c) => {
    const { deps, site, address } = c.var;
    const { account } = signedIn(c)!;
    const moved = site && (await claimGuest(deps, { account, siteId: site.id, ip: address.ip }));
    return moved == null ? show(c) : showDone(c, moved);
  });

async function show(c: Context<Env>) {
  const { deps, site } = c.var;
  const t = wordsOf(c);
  const { account } = signedIn(c)!;
  const found = site && (await claimableBy(deps.db.read, site.id, account));
  const member = site && (await findMember(deps.db.read, site.id, account.id));
  return renderDoor(c, {
    title: t('guests.claimTitle'),
    children: (
      <>
        <h1>{t('guests.claimTitle')}</h1>
        {found && member ? (
          <>
            <p>{t('guests.claim', { count: found.posts, site: site.settings.name, name: found.name, email: account.email! })}</p>
            <p>{t('guests.claimWhat', { account: member.name })}</p>
            <Form action="/account/guest">
              <button class="btn main">{t('guests.claimGo')}</button>
            </Form>
          </>
        ) : (
          <p>{t('guests.claimNone')}</p>
        )}
        <a class="btn" href="/account">
          {t('guests.back')}
        </a>
      </>
    ),
  });
}

function showDone(c: Context<Env>, moved: number) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('guests.claimedTitle'),
    children: (
      <>
        <h1>{t('guests.claimedTitle')}</h1>
        <p>{t('guests.claimed', { count: moved })}</p>
        <a class="btn main" href="/account">
          {t('guests.back')}
        </a>
      </>
    ),
  });
}
