import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { runDepartures } from '#server/members/erase-account.ts';
import type { MemberCard } from '#server/members/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';
import { createBrowser, securityEvents } from '../accounts/browser.ts';

const DAY = 86_400_000;

onBothDatabases((engine) => {
  test('a member takes another name: every page says it at the next read, and pages of ours at once', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await ada.post('Bonjour.');
    const etag = await validatorOf(world);

    const saved = await rename(world, ada, 'Ada Lovelace');
    const again = await world.request<ThreadPage>('GET', PATH, undefined, { 'if-none-match': etag });
    const own = await world.request('GET', '/account/profile', undefined, ada.asPage);

    expect(saved.location).toBe('/account/profile?done=name');
    expect(again.status).toBe(200);
    expect(again.body.posts[0]!.author!.name).toBe('Ada Lovelace');
    expect(own.text).toContain('<h1>Ada Lovelace</h1>');
    expect((await world.request('GET', '/', undefined, ada.asPage)).text).toContain('Ada Lovelace');
    expect(await namesOf(world)).toEqual([{ name: 'ada', reason: '' }]);
  });

  test('once in thirty days, however often one asks at once', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');

    const tries = await Promise.all(['Ada L.', 'Ada B.', 'Ada K.'].map((name) => rename(world, ada, name)));
    world.pass(30 * DAY - 1);
    const early = await rename(world, ada, 'Ada Late');
    world.pass(1);
    const due = await rename(world, ada, 'Ada Due');

    expect(tries.map(({ status }) => status).toSorted()).toEqual([303, 422, 422]);
    expect(early.status).toBe(422);
    expect(early.text).toContain('tous les 30 jours');
    expect(due.status).toBe(303);
    expect(await namesOf(world)).toHaveLength(2);
  });

  test('no name that passes for another’s here, nor for the house; one’s own in other letters is fine', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await world.person('Camille Roux', 'journalist');
    await world.person('linus');

    const refused = [];
    for (const name of ['Carnille Roux', 'Camille Roux, journaliste', 'Lіnus', 'La Rédaction', 'Le Courrier', ' ', 'a\u202edA'])
      refused.push((await rename(world, ada, name)).status);
    const own = await rename(world, ada, 'Ada');

    expect(refused).toEqual([422, 422, 422, 422, 422, 422, 422]);
    expect(own.status).toBe(303);
  });

  test('of two who take one name at once, one has it', async () => {
    const world = await createWorld(engine);
    const [ada, linus] = [await world.person('ada'), await world.person('linus')];

    const tries = await Promise.all([rename(world, ada, 'Grace Hopper'), rename(world, linus, 'Grace Hоpper')]);

    expect(tries.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  });

  test('staff rename with a reason, which is logged and told; not those above them; the old names are for staff alone', async () => {
    const world = await createWorld(engine);
    const [mod, boss, ada] = [await world.person('mod', 'moderator'), await world.person('boss', 'admin'), await world.person('ada')];
    await ada.post('Bonjour.');

    const unsaid = await staffRename(world, mod, ada, { name: 'Lectrice 12', reason: ' ' });
    const done = await staffRename(world, mod, ada, { name: 'Lectrice 12', reason: 'Nom injurieux' });
    const above = await staffRename(world, mod, boss, { name: 'Lecteur 13', reason: 'Pour voir' });
    const back = await rename(world, ada, 'ada');
    const seen = await world.request('GET', `/members/${ada.member.uid}`, undefined, mod.asPage);
    const public_ = await world.request('GET', `/members/${ada.member.uid}`);
    const told = await world.request('GET', '/account/profile?lang=en', undefined, ada.asPage);

    expect([unsaid.status, done.status, above.status, back.status]).toEqual([422, 303, 403, 422]);
    expect((await world.readThread()).posts[0]!.author!.name).toBe('Lectrice 12');
    expect(seen.text).toContain('Nom injurieux');
    expect(public_.text).not.toMatch(/Nom injurieux|>ada</);
    expect(told.text).toContain('The team changed your name: Nom injurieux');
    expect(await securityEvents(world)).toEqual(['member.renamed']);
  });

  test('in the desk the card offers it to whoever may, with the names of before', async () => {
    const world = await createWorld(engine);
    const [mod, boss, ada] = [await world.person('mod', 'moderator'), await world.person('boss', 'admin'), await world.person('ada')];
    const card = async (of: Person) => (await mod.desk<MemberCard>('GET', `/api/v1/members/${of.member.uid}`)).body;
    const give = (of: Person, name: string) =>
      mod.desk<MemberCard>('PUT', `/api/v1/members/${of.member.uid}/name`, { name, reason: 'Nom injurieux' });
    await world.person('Camille Roux', 'journalist');

    const offered = [await card(ada), await card(boss)].map(({ renamable }) => renamable);
    const taken = await give(ada, 'Carnille Roux');
    const renamed = await give(ada, 'Lectrice 12');
    const above = await give(boss, 'Lecteur 13');

    expect(offered).toEqual([true, false]);
    expect([taken.status, above.status]).toEqual([422, 403]);
    expect(renamed.body).toMatchObject({ name: 'Lectrice 12', formerNames: [{ name: 'ada', reason: 'Nom injurieux' }] });
  });

  test('who leaves takes the old names along', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await rename(world, ada, 'Ada Lovelace');
    const browser = browserOf(world, ada);
    await browser.submit('/account/leave', { texts: 'erase' });
    world.pass(8 * DAY);
    await runDepartures(world.deps);
    const { members } = world.db.read.t;
    const [left] = await world.db.read.select().from(members).where(eq(members.id, ada.member.id));
    const boss = await world.person('boss', 'admin');
    const path = `/api/v1/members/${left!.uid}`;

    expect(await namesOf(world)).toEqual([]);
    expect((await boss.desk<MemberCard>('GET', path)).body.renamable).toBe(false);
    expect((await boss.desk('PUT', `${path}/name`, { name: 'Ada', reason: 'Pour voir' })).status).toBe(404);
  });

  test('a photo moves the validator as well, put on and taken off', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    await ada.post('Bonjour.');
    const square = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#c63' } })
      .png()
      .toBuffer();

    const etags = [await validatorOf(world)];
    for (const photo of [square, null]) {
      const body = new FormData();
      if (photo) body.set('photo', new File([new Uint8Array(photo)], 'moi.png'));
      else body.set('none', 'yes');
      await world.app.request(`${OWN}/account/photo`, { method: 'POST', headers: { host: new URL(OWN).host, ...ada.asPage }, body });
      etags.push(await validatorOf(world));
    }

    expect(new Set(etags).size).toBe(3);
  });
});

const PATH = '/api/v1/thread?site=courrier&article=pont';
const validatorOf = async (world: World) => (await world.request('GET', PATH)).headers.get('etag')!;

const rename = (world: World, who: Person, name: string) => browserOf(world, who).submit('/account/name', { name });
const staffRename = (world: World, staff: Person, { member }: Person, fields: { name: string; reason: string }) =>
  browserOf(world, staff).submit(`/members/${member.uid}/name`, fields);

function browserOf(world: World, { asPage }: Person) {
  const browser = createBrowser(world);
  const [name, value] = asPage.cookie.split('=');
  browser.cookies.set(name!, value!);
  return browser;
}

async function namesOf({ db }: World) {
  const { formerNames } = db.read.t;
  return db.read.select({ name: formerNames.name, reason: formerNames.reason }).from(formerNames).orderBy(formerNames.id);
}
