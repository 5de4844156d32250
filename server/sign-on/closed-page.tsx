import type { Context } from 'hono';
import { CONFIRM } from '../accounts/as-proved.ts';
import { renderDoor } from '../accounts/form.tsx';
import { pathTo } from '../accounts/next.ts';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { logSecurity } from '../security/log.ts';
import type { Aim, Attempt } from './attempt.ts';
import { DoorClosed } from './door.ts';
import type { Entrance } from './knock.ts';

/** Where one tries again, and where one came from. */
const WAYS: Record<Aim, { door: string; origin: string }> = {
  enter: { door: '/signin/with', origin: '/signin' },
  link: { door: '/account/doors', origin: '/account/doors' },
  prove: { door: `${CONFIRM}/with`, origin: CONFIRM },
  try: { door: '/signin/try', origin: '/admin/#/settings/doors' },
};

type Begun = Pick<Attempt, 'aim' | 'next'>;

/** Does what leads through a provider's door; says so on a page where it stays closed, and how to go on. */
export async function orClosed(c: Context<Env>, entrance: Entrance, begun: Begun, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DoorClosed)) throw error;
    await tell(c, entrance, error);
    return show(c, entrance, begun, error);
  }
}

/** Somebody who changed their mind at the provider is nobody's business. */
async function tell({ var: { deps, address, requestId } }: Context<Env>, { provider, site }: Entrance, { reason, cause }: DoorClosed) {
  deps.log.warn({ err: cause, reason, provider: provider.uid, requestId }, 'sign-on: closed');
  if (reason === 'denied') return;
  const facts = { by: 'provider', provider: provider.uid, reason };
  await deps.db.write((tx) => logSecurity(tx, { event: 'signin.failed', siteId: site.id, facts, ip: address.ip, at: deps.now() }));
}

function show(c: Context<Env>, { provider: { name, uid } }: Entrance, { aim, next }: Begun, { reason, cause }: DoorClosed) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('signOn.closedTitle', { name }),
    status: reason === 'unreachable' ? 502 : 403,
    children: (
      <>
        <h1>{t('signOn.closedTitle', { name })}</h1>
        <p>{t(`signOn.closed.${reason}`, { name })}</p>
        {aim === 'try' && (
          <p>
            <code>{cause instanceof Error ? cause.message : ''}</code>
          </p>
        )}
        <a class="btn main" href={pathTo(c, `${WAYS[aim].door}/${uid}`, next)}>
          {t('signOn.again')}
        </a>
        <a class="btn" href={pathTo(c, WAYS[aim].origin, next)}>
          {t(`signOn.back.${aim}`)}
        </a>
      </>
    ),
  });
}
