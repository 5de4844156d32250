// The page that opens a conversation: what is near to it, what is kept of it, and what it says where it cannot be opened.
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import type { KeptDraft } from '#server/drafts/wire.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { makePartner } from '../../support/partners.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
    await world.db.write(
      async (tx) =>
        void (await tx
          .insert(tx.t.spaces)
          .values({ siteId: world.site.id, slug: 'ville', name: 'Ville', position: 0, guidelinesHtml: '<p>On dit sa rue.</p>' })),
    );
  });

  const typed = {
    space: 'ville',
    kind: 'discussion',
    title: 'La passerelle des Lavandières',
    tags: 'travaux',
    source: 'Elle **tremble**.',
  };
  const send = (by: Person, fields: Record<string, string>) =>
    world.request('POST', '/new', new URLSearchParams(fields).toString(), {
      ...by.asPage,
      'content-type': 'application/x-www-form-urlencoded',
    });
  const look = (by: Person, path = '/new') => world.request('GET', path, undefined, by.asPage);
  const open = (by: Person, more: object = {}) =>
    by.send<OpenedWire & ErrorBody>('POST', '/api/v1/threads', { site: 'courrier', ...typed, tags: [], clientId: uuidv7(), ...more });
  const keep = (by: Person, more: object = {}) =>
    by.desk<KeptDraft & ErrorBody>('PUT', '/api/v1/topic-draft?site=courrier', { ...typed, version: 0, ...more });

  test('before it is published, what has been said of this already is named, with a form alone', async () => {
    const { url } = (await open(linus)).body;
    await world.index();

    const page = await send(ada, { ...typed, preview: '1' });

    expect(page.status).toBe(200);
    expect(page.text).toContain(`<a href="${url}">La passerelle des Lavandières</a>`);
    expect(page.text).toContain('Elle <strong>tremble</strong>.');
    expect(page.text).toContain('On dit sa rue.');
    expect(await world.db.read.$count(world.db.read.t.threads)).toBe(1);
  });

  test('CM-06: the newsroom says with whom it is held, reads the label before it is published, and is told of one that ended', async () => {
    const [maud, jules] = [await world.person('maud', 'manager'), await world.person('jules', 'journalist')];
    const id = await makePartner(maud, 'lumen');
    const held = { ...typed, partner: id, clientId: uuidv7() };

    expect((await look(ada)).text).not.toContain('Maison lumen');
    expect((await look(jules)).text).toContain(`<option value="${id}">Sponsorisé par Maison lumen</option>`);
    const preview = await send(jules, { ...held, preview: '1' });
    expect(preview.text).toContain('<h2>Sponsorisé par Maison lumen · La passerelle des Lavandières</h2>');
    expect(preview.text).toContain(`<option value="${id}" selected>`);
    expect((await send(ada, { ...held, publish: '1' })).status).toBe(422);
    expect(await world.db.read.$count(world.db.read.t.threads)).toBe(0);

    const done = await send(jules, { ...held, publish: '1' });
    expect(done.headers.get('location')).toContain('sponsorise-par-maison-lumen');
    await maud.desk('PUT', `/api/v1/partners/${id}/end`);
    const late = await send(jules, { ...held, clientId: uuidv7(), publish: '1' });
    expect([late.status, late.text.includes('Ce partenariat a pris fin')]).toEqual([422, true]);
    expect((await look(jules)).text).not.toContain('Sponsorisé par Maison lumen');
  });

  describe('what is typed', () => {
    test('is kept by the form, found on another device, and gone once it is published or given up', async () => {
      await send(ada, { ...typed, preview: '1' });

      for (const field of Object.values(typed)) expect((await look(ada)).text).toContain(field);
      expect((await look(linus)).text).not.toContain('tremble');

      expect((await send(ada, { discard: '1' })).status).toBe(303);
      expect((await look(ada)).text).not.toContain('tremble');
      await send(ada, { ...typed, title: '   ', publish: '1', clientId: uuidv7() });
      expect((await look(ada)).text).toContain('tremble');
      expect((await send(ada, { ...typed, publish: '1', clientId: uuidv7() })).status).toBe(303);
      expect((await look(ada)).text).not.toContain('tremble');
    });

    test('is kept while one types, over the version it grew from; twice at once, one of them hears of the other', async () => {
      expect((await keep(ada)).body.version).toBe(1);
      const both = await Promise.all([keep(ada, { version: 1, source: 'Ici.' }), keep(ada, { version: 1, source: 'Là.' })]);

      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect((await look(ada)).text).toContain('data-version="2"');
      expect((await keep(ada, { version: 2, title: 'x'.repeat(301) })).status).toBe(422);
    });

    test('goes along with who takes their data', async () => {
      await keep(ada);
      await keep(linus, { source: 'Autre chose.' });

      const { drafts } = await gatherTakeout(world.db.read, { accountId: ada.member.accountId!, at: world.now() }, () => {});

      expect(drafts).toEqual([expect.objectContaining({ title: typed.title, source: typed.source })]);
    });
  });

  test('a title of spaces, of one emoji or of signs that nobody sees: a clear word beside it, and nothing lost', async () => {
    for (const title of ['   ', '🌳', '\u200b\u200b\u200b\u200b', '?!?!', '']) {
      const page = await send(ada, { ...typed, title, publish: '1', clientId: uuidv7() });

      expect(page.status, title).toBe(422);
      expect(page.text).toContain('Donnez un titre');
      for (const field of [typed.source, typed.tags]) expect(page.text).toContain(field);
      expect((await open(ada, { title })).body.error.fields!.title).toContain('titre');
    }
  });
});
