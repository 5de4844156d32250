import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { declareByClaim } from '#server/members/age.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';
import { createBrowser, grace } from '../accounts/browser.ts';

const post = (who: Person, more: object = {}) =>
  who.send<{ error?: { code: string; fields: { ofAge: string } } }>('POST', '/api/v1/posts', {
    site: 'courrier',
    article: 'pont',
    clientId: `one-post-${who.name}`,
    source: 'Les platanes ?',
    ...more,
  });
const declared = async (world: World, name: string) => {
  const { members } = world.db.read.t;
  const [row] = await world.db.read.select({ at: members.ageDeclaredAt }).from(members).where(eq(members.name, name));
  return row!.at !== null;
};

onBothDatabases((engine) => {
  const open = () => createWorld(engine, { settings: { minAge: 15 } });

  test('a member who never said so is asked before their first post, once', async () => {
    const world = await open();
    const ada = await world.person('ada');

    const asked = await post(ada);
    expect(asked).toMatchObject({
      status: 403,
      body: { error: { code: 'age_undeclared', fields: { ofAge: expect.stringContaining('15') } } },
    });
    expect((await world.readThread()).posts).toEqual([]);
    expect((await post(ada, { ofAge: true })).status).toBe(201);
    expect(await declared(world, 'ada')).toBe(true);
    expect((await post(ada, { clientId: 'another-one' })).status).toBe(201);
  });

  test('whom the newsroom chose is not asked; nor is anybody where the site asks nothing', async () => {
    const world = await open();
    const camille = await world.person('camille', 'journalist');
    const elsewhere = await createWorld(engine);
    const ada = await elsewhere.person('ada');

    expect((await post(camille)).status).toBe(201);
    expect((await post(ada)).status).toBe(201);
  });

  test('who signs up says so on the form, or comes back to it with what they typed', async () => {
    const world = await open();
    const browser = createBrowser(world);

    const refused = await browser.submit('/signup', grace);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="ofAge-err"');
    expect(refused.text).toContain('value="Grace"');
    expect((await browser.submit('/signup', { ...grace, ofAge: 'yes' })).status).toBe(200);

    expect(await declared(world, 'Grace')).toBe(true);
  });

  test('a claim of age_over_15 is enough for fifteen, not for eighteen', async () => {
    for (const [minAge, enough] of [
      [15, true],
      [18, false],
    ] as const) {
      const world = await createWorld(engine, { settings: { minAge } });
      const ada = await world.person('ada');

      await world.db.write((tx) => declareByClaim(tx, { memberId: ada.member.id, siteId: world.site.id }, world.now()));

      expect(await declared(world, 'ada')).toBe(enough);
    }
  });

  test('without JavaScript, the box is on the form', async () => {
    const world = await open();
    const ada = await world.person('ada');
    await post(await world.person('camille', 'journalist'));
    const fields = { site: 'courrier', article: 'pont', body: 'Un mot.', clientId: 'by-form-1' };
    const browser = createBrowser(world);
    const [name, value] = ada.asPage.cookie.split('=') as [string, string];
    browser.cookies.set(name, value);

    const shown = await browser.submit('/write', fields);
    expect(shown.text).toContain('name="ofAge"');
    expect((await browser.submit('/write', { ...fields, publish: '1' })).status).toBe(422);
    expect((await browser.submit('/write', { ...fields, publish: '1', ofAge: 'yes' })).status).toBe(303);
  });
});
