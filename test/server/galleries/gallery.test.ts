// CM-39: a gallery: photographs with who took them, readers' own once a moderator approves, in the order that the newsroom chooses.
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { GalleryWire } from '#server/galleries/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN, type Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let town: Forum;
  let julie: Person;
  let gallery: string;
  let photo: Uint8Array<ArrayBuffer>;
  beforeEach(async () => {
    town = await openForum(engine);
    julie = await town.person('julie', 'journalist');
    gallery = await open();
    const made = sharp({ create: { width: 600, height: 400, channels: 3, background: '#c63' } });
    photo = new Uint8Array(await made.png().toBuffer());
  });

  const open = async (details: object = { licenceUrl: 'https://creativecommons.org/licenses/by/4.0/' }) =>
    (await town.open('Le quai, avant et après', { kind: 'gallery', details }, julie)).thread;
  const seen = async (id = gallery) => (await town.request<GalleryWire & ErrorBody>('GET', `/api/v1/galleries/${id}`)).body;
  const send = (who: Person, fields: Record<string, string> = {}, id = gallery) => {
    town.pass(60_000);
    const form = new FormData();
    const typed = { pictureAlt: 'Le quai sous l’eau', pictureCredit: 'Ada', rights: '1', ...fields };
    for (const [name, value] of Object.entries(typed)) form.set(name, value);
    form.set('picture', new File([photo], 'quai.png'));
    const headers = { host: new URL(OWN).host, accept: 'text/html', ...who.asPage };
    return town.app.request(`${OWN}/galleries/${id}/new`, { method: 'POST', headers, body: form });
  };
  const approve = async () => {
    const { body } = await town.paul.desk<CasesPage>('GET', '/api/v1/cases?lane=held');
    const { id } = body.cases[0]!;
    const { body: found } = await town.paul.desk<CaseDetail>('GET', `/api/v1/cases/${id}`);
    const decision = { version: found.version, revision: found.revision, verdict: 'approve' };
    expect((await town.paul.desk('POST', `/api/v1/cases/${id}/decisions`, decision)).status).toBe(200);
  };

  test('a reader’s photograph waits for a moderator in the queue, and is in it from then on, with who took it', async () => {
    const sent = await send(town.ada);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/galleries/${gallery}/new?done=held`]);
    expect((await seen()).pictures).toEqual([]);
    expect((await town.request('GET', `/t/${gallery}/le-quai-avant-et-apres`)).text).not.toContain('Le quai sous l’eau');

    await approve();

    const [picture] = (await seen()).pictures;
    expect(picture).toMatchObject({ alt: 'Le quai sous l’eau', credit: 'Ada', width: 600, height: 400 });
    expect((await town.request('GET', `/galleries/${gallery}/pictures/${picture!.id}`)).text).toContain('1 / 1');
    const { galleryPictures } = town.db.read.t;
    expect(await town.db.read.select().from(galleryPictures)).toMatchObject([{ statement: 1 }]);
  });

  test('words that readers write under it do not wait', async () => {
    const { state } = await town.reply({ thread: gallery }, 'Je reconnais ce quai.');

    expect(state).toBe('published');
  });

  test('asks who took it, what one sees, and that it may be shown; keeps what was typed', async () => {
    for (const [without, fault] of [
      [{ rights: '' }, 'rights-err'],
      [{ pictureCredit: ' ' }, 'pictureCredit-err'],
      [{ pictureAlt: '' }, 'pictureAlt-err'],
    ] as const) {
      const answer = await send(town.ada, { text: 'C’était en mars.', ...without });
      const text = await answer.text();
      expect([answer.status, text.includes(`id="${fault}"`), text.includes('C’était en mars.')]).toEqual([422, true, true]);
    }
  });

  test('a photograph that only a comment shows, of nobody who said that it may be shown, is none of the gallery’s', async () => {
    const { members } = town.db.read.t;
    await town.db.write(async (tx) => void (await tx.update(members).set({ postCount: 9 }).where(eq(members.id, town.ada.member.id))));
    const answer = await town.app.request(`${OWN}/api/v1/media?site=courrier&article=pont`, {
      method: 'POST',
      headers: { host: new URL(OWN).host, ...town.ada.asEmbed },
      body: photo,
    });
    const { id } = (await answer.json()) as { id: string };
    await town.reply({ thread: gallery }, `![Un quai](media:${id} "Ada")`, { who: town.ada });
    await approve();

    expect((await town.request('GET', `/t/${gallery}/le-quai-avant-et-apres`)).text).toContain('Un quai');
    expect((await seen()).pictures).toEqual([]);
  });

  test('the newsroom’s is there at once; where it alone adds some, readers are refused', async () => {
    expect((await send(julie)).headers.get('location')).toContain(`/t/${gallery}/`);
    expect((await seen()).pictures).toHaveLength(1);
    const theirs = await open({ readers: false });

    expect((await send(town.ada, {}, theirs)).status).toBe(403);
  });

  test('is the newest first, or as the newsroom places them, then the newest', async () => {
    for (const pictureAlt of ['Un', 'Deux', 'Trois']) await send(julie, { pictureAlt });
    const alts = async () => (await seen()).pictures.map(({ alt }) => alt);
    expect(await alts()).toEqual(['Trois', 'Deux', 'Un']);
    const [, , first] = (await seen()).pictures;

    const set = await julie.desk('PUT', `/api/v1/galleries/${gallery}`, { order: 'hand', readers: true, pictures: [first!.id] });

    expect(set.status).toBe(200);
    expect(await alts()).toEqual(['Un', 'Trois', 'Deux']);
    const alien = { order: 'hand', pictures: [town.deps.newId()] };
    expect((await julie.desk('PUT', `/api/v1/galleries/${gallery}`, alien)).status).toBe(422);
    expect((await town.ada.desk('PUT', `/api/v1/galleries/${gallery}`, { order: 'newest' })).status).toBe(404);
  });

  test('a photograph whose rights end, or whose post goes, is no longer in it', async () => {
    await send(julie);
    await send(julie, { pictureAlt: 'Un autre quai' });
    const [last, first] = (await seen()).pictures;
    const { media } = town.db.read.t;
    await town.db.write(async (tx) => void (await tx.update(media).set({ rightsUntil: town.now() }).where(eq(media.uid, first!.id))));
    expect((await seen()).pictures.map(({ id }) => id)).toEqual([last!.id]);

    await town.take(last!.post);

    expect((await seen()).pictures).toEqual([]);
    expect((await town.request('GET', `/galleries/${gallery}/pictures/${last!.id}`)).status).toBe(404);
  });

  test('search engines read whose each is, and under which licence', async () => {
    await send(julie);

    const { text } = await town.request('GET', `/t/${gallery}/le-quai-avant-et-apres`);

    const data = [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, json]) => JSON.parse(json!));
    expect(data.find((one) => one['@type'] === 'ImageGallery')).toMatchObject({
      name: 'Le quai, avant et après',
      associatedMedia: [
        {
          '@type': 'ImageObject',
          caption: 'Le quai sous l’eau',
          creditText: 'Ada',
          license: 'https://creativecommons.org/licenses/by/4.0/',
        },
      ],
    });
  });
});
