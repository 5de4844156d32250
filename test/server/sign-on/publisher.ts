// A site whose readers have accounts at an OpenID provider of its publisher, and what they do in their browsers.
import { onTestFinished } from 'vitest';
import { createGuardedFetch, type GuardedFetch, type GuardedInit } from '#server/http/guarded-fetch.ts';
import type { Mapping, ProviderConfig, ProviderInput, ProviderWire } from '#server/sign-on/wire.ts';
import type { Engine } from '../../support/database.ts';
import { CLIENT, createVisitor, openProvider, type People } from '../../support/openid-provider.ts';
import { createWorld, OWN, type World } from '../../support/world.ts';
import type { createBrowser } from '../accounts/browser.ts';

export type Publisher = Awaited<ReturnType<typeof openPublisher>>;
export type Browser = ReturnType<typeof createBrowser>;

const mappings: Mapping[] = [
  { claim: 'groups', value: 'abonnes', role: 'subscriber', badge: 'Abonné' },
  { claim: 'groups', value: 'club', role: 'member', badge: 'Club' },
];

/** `subject` of each is the name by which the tests call them. */
export const readers: People = {
  ada: { name: 'Ada Lovelace', email: 'ada@lecteurs.test', email_verified: true, locale: 'en-GB', groups: ['abonnes', 'club'] },
  alan: { name: 'Alan Turing', email: 'alan@lecteurs.test', email_verified: false, groups: [] },
};

export const oidcInput = (issuer: string, more: Partial<ProviderConfig> = {}): ProviderInput => ({
  kind: 'oidc',
  name: 'Compte Le Courrier',
  enabled: true,
  config: { issuer, audience: CLIENT.id, jwksUrl: null, scopes: ['profile', 'email', 'groups'], mappings, ...more },
  secret: CLIENT.secret,
});

export async function openPublisher(engine: Engine, given: { people?: People; limits?: boolean } = {}) {
  const people = given.people ?? structuredClone(readers);
  const openid = await openProvider(people);
  onTestFinished(() => openid.close());
  const wire = createWire();
  const world = await createWorld(engine, { fetch: wire.fetch, limits: given.limits ?? false });
  world.pass(Date.now() - world.now().getTime()); // the provider has a clock of its own
  const grace = await world.person('grace', 'manager');
  const { body: provider, text } = await grace.desk<ProviderWire>('POST', '/api/v1/providers', oidcInput(openid.issuer));
  if (!provider.id) throw new Error(text);
  openid.register({ redirect: provider.addresses.redirect, logout: provider.addresses.logout[0]! });
  return { openid, world, grace, provider, people, wire };
}

/** What passes between Terrasse and the provider, to be changed on its way. */
function createWire() {
  const real = createGuardedFetch({ allowPrivate: true });
  const state = {
    asked: [] as string[],
    tokens: null as null | ((body: Record<string, string>) => Promise<Record<string, unknown>>),
    down: false,
  };
  const fetch = async (url: string | URL, init?: GuardedInit) => {
    if (state.down) throw new Error('nobody answers');
    state.asked.push(new URL(url).pathname);
    const answer = await real(url, init);
    if (!state.tokens || new URL(url).pathname !== '/token') return answer;
    return Response.json(await state.tokens((await answer.json()) as Record<string, string>));
  };
  return Object.assign(state, { fetch: Object.assign(fetch, { check: real.check }) as GuardedFetch });
}

/** Through the provider's door: to it, in as this account, and back. */
export async function comeIn(
  { openid, provider }: Pick<Publisher, 'openid' | 'provider'>,
  browser: Browser,
  as: string,
  next = '/charter',
) {
  const back = await leadBack({ openid, provider }, browser, as, next);
  return browser.open(pathOf(back));
}

/** As far as the address to which the provider sends the browser back. */
export async function leadBack(
  { openid, provider }: Pick<Publisher, 'openid' | 'provider'>,
  browser: Browser,
  as: string,
  next = '/charter',
) {
  const sent = await browser.open(`/signin/with/${provider.id}?next=${encodeURIComponent(next)}`);
  if (sent.status !== 303) throw new Error(`${sent.status} ${sent.text}`);
  return createVisitor(openid).follow(sent.location!, as);
}

export const pathOf = (url: string) => url.slice(OWN.length);

/** A membership, as the table has it. */
export async function memberNamed({ db }: World, name: string) {
  const { members, accounts } = db.read.t;
  const rows = await db.read.select().from(members);
  const people = await db.read.select().from(accounts);
  const account = people.find((each) => each.name === name);
  return { account, member: rows.find(({ accountId }) => accountId === account?.id) };
}
