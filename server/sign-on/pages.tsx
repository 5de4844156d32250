import { Hono, type Context } from 'hono';
import { CONFIRM } from '../accounts/as-proved.ts';
import { enter, signedIn, siteFor } from '../accounts/enter.ts';
import { queueMail } from '../accounts/mails.ts';
import { isConnecting, nextOf } from '../accounts/next.ts';
import type { WindowEnv } from '../accounts/window-headers.ts';
import { Refusal } from '../errors.ts';
import { arrive } from './arrive.ts';
import type { Attempt } from './attempt.ts';
import { orClosed } from './closed-page.tsx';
import { DoorClosed } from './door.ts';
import { doorsPages, showLink } from './doors-pages.tsx';
import { hearBack, takeAnswer, type Answer } from './hear-back.ts';
import { entranceOf, knock, requireOpen, type Entrance } from './knock.ts';
import { mayEnterBy } from './policy.ts';
import { proveOwner } from './prove-owner.ts';
import { findIdentity, standingOf } from './queries.ts';
import { showTried } from './tried-page.tsx';

/** Coming in by an account kept elsewhere: to the provider, and back. */
export const signOnPages = new Hono<WindowEnv>()
  .get('/signin/with/:provider', async (c) => {
    const aim = { aim: 'enter', next: nextOf(c) } as const;
    if (signedIn(c)) return c.redirect(aim.next, 303);
    const entrance = await entranceOf(c, c.req.param('provider'));
    requireOpen(entrance, await siteFor(c, aim.next));
    c.set('inWindow', isConnecting(aim.next));
    return orClosed(c, entrance, aim, () => knock(c, entrance, aim));
  })
  .get('/signin/try/:provider', async (c) => {
    const aim = { aim: 'try', next: '/' } as const;
    const entrance = await entranceOf(c, c.req.param('provider'));
    if (entrance.site.id !== c.var.site?.id) throw new Refusal('not_found');
    return orClosed(c, entrance, aim, () => knock(c, entrance, aim));
  })
  .get(`${CONFIRM}/with/:provider`, async (c) => {
    const aim = { aim: 'prove', next: nextOf(c) } as const;
    const entrance = await entranceOf(c, c.req.param('provider'));
    if (!entrance.provider.enabled || !entrance.door.proves) throw new Refusal('not_found');
    return orClosed(c, entrance, aim, () => knock(c, entrance, aim));
  })
  .get('/signin/back/:provider', async (c) => {
    const entrance = await entranceOf(c, c.req.param('provider'));
    return orClosed(c, entrance, UNKNOWN, async () => {
      const answer = await takeAnswer(c, entrance);
      c.set('locale', answer.attempt.lang);
      c.set('inWindow', isConnecting(answer.attempt.next));
      return orClosed(c, entrance, answer.attempt, () => goOn[answer.attempt.aim](c, entrance, answer));
    });
  })
  .route('/', doorsPages);

/** What is known of an answer that belongs to no attempt. */
const UNKNOWN = { aim: 'enter', next: '/' } as const;

const goOn: Record<Attempt['aim'], (c: Context<WindowEnv>, entrance: Entrance, answer: Answer) => Promise<Response>> = {
  enter: async (c, entrance, answer) => {
    const { deps, locale } = c.var;
    const { introduction, session, strong, authenticatedAt } = await hearBack(c, entrance, answer);
    const { siteId, issuer, told } = introduction;
    const known = await findIdentity(deps.db.read, { siteId, issuer, subject: told.subject });
    if (known) await refuseStaff(c, entrance, known.accountId);
    const { accountId, made } = await arrive(deps, introduction, locale);
    if (made && told.email && !told.emailVerified) await askToConfirm(c, introduction.siteId, accountId);
    return enter(c, accountId, answer.attempt.next, {
      by: 'provider',
      ...(strong && { second: 'provider' }),
      providerId: entrance.provider.id,
      ...(session && { providerSession: session }),
      ...(authenticatedAt && { authenticatedAt: authenticatedAt.toISOString() }),
    });
  },
  link: async (c, entrance, answer) => {
    const { account } = stillSignedIn(c, answer);
    await refuseStaff(c, entrance, account.id);
    const { introduction } = await hearBack(c, entrance, answer);
    return showLink(c, entrance, introduction);
  },
  prove: async (c, entrance, answer) => {
    const session = stillSignedIn(c, answer);
    await refuseStaff(c, entrance, session.account.id);
    return proveOwner(c, entrance, { session, answer });
  },
  try: async (c, entrance, answer) => {
    stillSignedIn(c, answer);
    return showTried(c, entrance, await hearBack(c, entrance, answer));
  },
};

async function refuseStaff({ var: { deps } }: Context<WindowEnv>, { provider }: Entrance, accountId: number) {
  if (!mayEnterBy(provider, await standingOf(deps.db.read, accountId))) throw new DoorClosed('staff');
}

/** Whoever began it. */
function stillSignedIn(c: Context<WindowEnv>, { accountId }: Answer) {
  const session = signedIn(c);
  if (session?.account.id !== accountId) throw new DoorClosed('stale');
  return session!;
}

const askToConfirm = ({ var: { deps } }: Context<WindowEnv>, siteId: number, accountId: number) =>
  deps.db.write((tx) => queueMail(tx, { purpose: 'confirm', accountId, siteId, next: '/' }, deps.now()));
