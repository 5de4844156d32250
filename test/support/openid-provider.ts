// A real OpenID provider on this machine: a publisher's accounts, as Terrasse meets them.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { Provider, type AccountClaims, type Adapter, type AdapterPayload, type KoaContextWithOIDC } from 'oidc-provider';

export type OpenidProvider = Awaited<ReturnType<typeof openProvider>>;

/** Who has an account there, by its subject. */
export type People = Record<string, Omit<AccountClaims, 'sub'> & { name: string }>;

export const CLIENT = { id: 'terrasse', secret: 'the secret of one client' };

export async function openProvider(people: People) {
  const keys = await generateKeyPair('RS256', { extractable: true });
  let answer: RequestListener = (_, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const jwk = { ...(await exportJWK(keys.privateKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  let provider: Provider;
  return {
    issuer,
    key: keys.privateKey,
    publicKey: keys.publicKey,
    /** What it would sign, whatever that is. */
    sign: (payload: JWTPayload, key: CryptoKey | Uint8Array = keys.privateKey, header: { alg?: string; typ?: string } = {}) =>
      new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key),
    /** Registers the one client it has. */
    register: ({ redirect, logout }: { redirect: string[]; logout?: string }) => {
      provider = new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT.id,
            client_secret: CLIENT.secret,
            redirect_uris: redirect,
            ...(logout && { backchannel_logout_uri: logout, backchannel_logout_session_required: true }),
          },
        ],
        jwks: { keys: [jwk] },
        adapter: createMemory(),
        ttl: Object.fromEntries(KEPT.map((kind) => [kind, 600])),
        cookies: { keys: ['a key for its own cookies'] },
        claims: { openid: ['sub'], profile: ['name', 'locale'], email: ['email', 'email_verified'], groups: ['groups'] },
        features: {
          devInteractions: { enabled: false },
          backchannelLogout: { enabled: true },
          rpInitiatedLogout: { enabled: true, logoutSource: askToLeave, postLogoutSuccessSource: sayLeft },
        },
        interactions: { url: (_, { uid }) => `/interaction/${uid}` },
        findAccount: (_, id) => (people[id] ? { accountId: id, claims: () => ({ sub: id, ...people[id] }) } : undefined),
        loadExistingGrant: grantAll,
        // Its own keeps it from calling this machine.
        fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
      });
      const oidc = provider.callback();
      answer = (request, response) => {
        if (!request.url!.startsWith('/interaction/')) return void oidc(request, response);
        void interact(provider, people, request, response);
      };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whoever signs in there agrees to tell all that is asked. */
const grantAll: NonNullable<ConstructorParameters<typeof Provider>[1]>['loadExistingGrant'] = async (ctx) => {
  const { client, session, params, provider } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope(String(params!.scope));
  await grant.save();
  return grant;
};

/** Its sign-in page: a button for each account. */
async function interact(provider: Provider, people: People, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url!, 'http://here');
  const chosen = url.searchParams.get('as');
  if (chosen === 'nobody') return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no' });
  if (chosen) return provider.interactionFinished(request, response, { login: { accountId: chosen } });
  const buttons = Object.keys(people).map((id) => `<p><a href="?as=${encodeURIComponent(id)}">${people[id]!.name}</a></p>`);
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page(`${buttons.join('')}<p><a href="?as=nobody">Annuler</a></p>`));
}

/** Somebody's browser at the provider: from where Terrasse sends it to where it is sent back. */
export function createVisitor({ issuer }: Pick<OpenidProvider, 'issuer'>) {
  const cookies = new Map<string, string>();
  return {
    /** Signs in as this account, or goes on as who is signed in there. */
    follow: async (start: string, as?: string): Promise<string> => {
      for (let url = start; ;) {
        if (as && new URL(url).pathname.startsWith('/interaction/')) url += `?as=${as}`;
        const answer = await fetch(url, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        for (const line of answer.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
          cookies.set(name!, value!);
        }
        const location = answer.headers.get('location');
        if (!location) throw new Error(`${url}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
        url = new URL(location, url).href;
        if (!url.startsWith(issuer)) return url;
      }
    },
  };
}

const KEPT = ['AccessToken', 'AuthorizationCode', 'IdToken', 'Interaction', 'Grant', 'Session'];

const page = (body: string) => `<!doctype html><html lang="fr"><title>Compte</title><h1>Votre compte</h1>${body}</html>`;

/** At /session/end. */
const askToLeave = (ctx: KoaContextWithOIDC, form: string) => {
  ctx.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Se déconnecter</button>`);
};
const sayLeft = (ctx: KoaContextWithOIDC) => {
  ctx.body = page('<p>À bientôt.</p>');
};

/** What it keeps, as long as a test lasts. Its own is noisy. */
function createMemory() {
  const kept = new Map<string, AdapterPayload>();
  return (kind: string): Adapter => ({
    upsert: async (id, payload) => void kept.set(`${kind} ${id}`, payload),
    find: async (id) => kept.get(`${kind} ${id}`),
    findByUid: async (uid) => [...kept].find(([key, { uid: own }]) => key.startsWith(`${kind} `) && own === uid)?.[1],
    findByUserCode: async () => undefined,
    consume: async (id) => void Object.assign(kept.get(`${kind} ${id}`)!, { consumed: Math.floor(Date.now() / 1000) }),
    destroy: async (id) => void kept.delete(`${kind} ${id}`),
    revokeByGrantId: async (grantId) => {
      for (const [key, { grantId: own }] of kept) if (own === grantId) kept.delete(key);
    },
  });
}
