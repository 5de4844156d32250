// One of everything that an address can name, for whoever walks the routes: whose it is, on which site, in which space.
import { eq } from 'drizzle-orm';
import { GIVEN_UP } from '#server/events/outbox.ts';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import { sealSecret } from '#server/sign-on/secret.ts';
import { doorKey } from '#server/sign-on/unlink-identity.ts';
import type { Site } from '#server/sites/queries.ts';
import { makeToken } from '#server/sites/tokens.ts';
import type { Person, World } from './world.ts';

export type Thing = {
  /** What stands in the address. */
  params: Record<string, string>;
  /** Its row, for what answers the same to whoever it is not of: it must have stayed as it was. */
  look?: () => Promise<unknown>;
};
export type Whose = { by: Person; site: Site; space: number | null };
type Maker = (world: World, whose: Whose) => Promise<Thing>;

const named = (id: string): Thing => ({ params: { id } });

/** By the address up to the first name in it, or whole where a form names the object. */
export const objects: Record<string, Maker> = {
  '/api/v1/posts/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/p/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/api/v1/threads/:id': async (world, whose) => named((await post(world, whose)).thread),
  '/t/:id': async (world, whose) => named((await post(world, whose)).thread),
  '/api/v1/cases/:id': openCase,
  '/api/v1/members/:id': async (_, { by }) => named(by.member.uid),
  '/api/v1/tokens/:id': async ({ deps }, { site }) => named((await makeToken(deps, site.id, { name: 'CMS' })).id),
  '/api/v1/providers/:id': async (world, whose) => named(await provider(world, whose)),
  '/signin/try/:provider': async (world, whose) => ({ params: { provider: await provider(world, whose) } }),
  '/api/v1/webhooks/:id': webhook,
  '/api/v1/invitations/:id': invitation,
  '/invited/:id': invitation,
  '/invited/answers': async (world, whose) => named((await post(world, whose)).post.id),
  '/account/ignored': async (world) => named((await world.person(`ignored-${uuidv7()}`)).member.uid),
  '/api/v1/mails/:id': mail,
  '/notifications/:id': notice,
  '/account/doors/:provider': async (world, whose) => ({ params: { provider: await provider(world, whose) } }),
  '/members/:id': async (_, { by }) => named(by.member.uid),
  '/api/v1/ignores/:id': async (_, { by }) => named(by.member.uid),
  '/account/passkeys/:id': passkey,
  '/account/data/:id': takeout,
  '/account/doors/:door': door,
};

async function post(world: World, { by, site, space }: Whose, source = `Bonjour, dit ${uuidv7()}.`): Promise<PostAnswer> {
  const place = space === null ? { site: site.key, article: `article-${uuidv7()}` } : { thread: await thread(world, site, space) };
  const { body, text } = await by.send<PostAnswer>('POST', '/api/v1/posts', { ...place, parent: null, clientId: uuidv7(), source });
  if (!body.post) throw new Error(`${by.name} could not post: ${text}`);
  return body;
}

async function thread({ db, now }: World, site: Site, spaceId: number): Promise<string> {
  const uid = uuidv7();
  const row = { uid, siteId: site.id, kind: 'discussion' as const, spaceId, title: 'Un fil', createdAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.threads).values(row)));
  return uid;
}

async function openCase(world: World, whose: Whose): Promise<Thing> {
  const { cases, posts } = world.db.read.t;
  const answer = await post(world, whose, 'Guignol !');
  const [row] = await world.db.read
    .select({ uid: cases.uid })
    .from(cases)
    .innerJoin(posts, eq(posts.id, cases.postId))
    .where(eq(posts.uid, answer.post.id));
  return named(row!.uid);
}

async function provider({ deps, db, now }: World, { site }: Whose): Promise<string> {
  const uid = uuidv7();
  const config = { issuer: 'https://comptes.example.test', audience: '', jwksUrl: null, scopes: [], mappings: [] };
  const secret = sealSecret(deps, 'a secret of the publisher’s');
  const row = { uid, siteId: site.id, kind: 'discourse' as const, name: 'Compte', config, secret, createdAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.providers).values(row)));
  return uid;
}

async function webhook({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const [uid, delivery] = [uuidv7(), uuidv7()];
  await db.write(async (tx) => {
    const { webhooks, deliveries } = tx.t;
    const row = { uid, siteId: site.id, url: 'https://cms.example.test/', secret: Buffer.from('sealed'), events: ['post.published'] };
    const [made] = await tx
      .insert(webhooks)
      .values({ ...row, createdById: by.member.id, createdAt: now() })
      .returning({ id: webhooks.id });
    const sent = { uid: delivery, siteId: site.id, webhookId: made!.id, event: 'post.published', payload: '{}', state: 'failed' as const };
    await tx.insert(deliveries).values({ ...sent, createdAt: now() });
  });
  return { params: { id: uid, delivery } };
}

async function invitation({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const day = 86_400_000;
  const row = { uid, siteId: site.id, kind: 'expert' as const, role: 'expert' as const, state: 'sent' as const, hash: uuidv7() };
  const dates = { startsAt: now(), endsAt: new Date(now().getTime() + day), createdAt: now() };
  const person = { memberId: by.member.id, invitedById: by.member.id, email: 'ada@example.test', emailKey: 'ada@example.test' };
  await db.write(async (tx) => void (await tx.insert(tx.t.invitations).values({ ...row, ...dates, ...person })));
  return named(uid);
}

async function mail({ db, now }: World, { site }: Whose): Promise<Thing> {
  const failure = { at: now().toISOString(), reason: 'refused', to: 'ada@example.test', lasting: true };
  return db.write(async (tx) => {
    const row = { kind: 'statement.mail', siteId: site.id, data: {}, runAt: GIVEN_UP, failure };
    const [made] = await tx.insert(tx.t.outbox).values(row).returning({ id: tx.t.outbox.id });
    return named(String(made!.id));
  });
}

async function notice(world: World, whose: Whose): Promise<Thing> {
  const { db, now } = world;
  const { notifications, posts } = db.read.t;
  const answer = await post(world, whose);
  const [row] = await db.read.select({ id: posts.id }).from(posts).where(eq(posts.uid, answer.post.id));
  const uid = uuidv7();
  const told = { uid, siteId: whose.site.id, memberId: whose.by.member.id, kind: 'reply' as const, postId: row!.id, key: `reply:${uid}` };
  await db.write(async (tx) => void (await tx.insert(notifications).values({ ...told, createdAt: now() })));
  return named(uid);
}

async function passkey({ db, now }: World, { by }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const key = {
    credentialId: uid,
    publicKey: Buffer.from('key'),
    counter: 0,
    transports: [],
    name: 'Téléphone',
    rpId: 'terrasse.courrier.test',
  };
  await db.write(async (tx) => void (await tx.insert(tx.t.passkeys).values({ uid, accountId: by.accountId, ...key, createdAt: now() })));
  const { passkeys } = db.read.t;
  return { params: { id: uid }, look: () => db.read.select().from(passkeys).where(eq(passkeys.uid, uid)) };
}

async function door({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const row = { siteId: site.id, issuer: 'https://comptes.example.test', subject: uuidv7(), accountId: by.accountId };
  const [identity] = await db.write((tx) =>
    tx
      .insert(tx.t.identities)
      .values({ ...row, createdAt: now(), lastUsedAt: now() })
      .returning(),
  );
  return { params: { door: doorKey(identity as never) } };
}

async function takeout({ db, now }: World, { by }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = { uid, accountId: by.accountId, state: 'ready' as const, progress: 100, bytes: Buffer.from('PK'), createdAt: now() };
  const expiresAt = new Date(now().getTime() + 86_400_000);
  await db.write(async (tx) => void (await tx.insert(tx.t.takeouts).values({ ...row, expiresAt })));
  return named(uid);
}
