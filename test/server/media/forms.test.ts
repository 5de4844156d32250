import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { mp4, VTT } from '../../support/recordings.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;
const png = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#c63' } })
    .png()
    .toBuffer();

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine, { settings: { pictures: 'members' } });
    ada = await world.person('ada');
  });

  const send = async (path: string, fields: Record<string, string>, file?: Buffer, who = ada) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    if (file) body.set('picture', new File([new Uint8Array(file)], 'pont.png', { type: 'image/png' }));
    return sendForm(path, body, who);
  };
  const sendFiles = (path: string, fields: Record<string, string>, { file, vtt }: { file: Buffer; vtt: string }, who: Person) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, captionsLanguage: 'br' })) body.set(name, value);
    body.set('picture', new File([new Uint8Array(file)], 'pont.mp4', { type: 'video/mp4' }));
    body.set('captions', new File([vtt], 'pont.vtt'));
    return sendForm(path, body, who);
  };
  const sendForm = async (path: string, body: FormData, who: Person) => {
    const answer = await world.app.request(`${OWN}${path}`, {
      method: 'POST',
      headers: { host: HOST, accept: 'text/html', ...who.asPage },
      body,
    });
    const html = await answer.text();
    return {
      status: answer.status,
      html,
      text: /<textarea[^>]*>\n?([^]*?)<\/textarea>/.exec(html)?.[1] ?? '',
      location: answer.headers.get('location'),
    };
  };
  const comment = { site: 'courrier', article: 'pont', clientId: '0123456789abcdef' };

  test('a comment: the picture joins the text, which is published with it', async () => {
    const added = await send('/write/picture', { ...comment, body: 'Voyez :', pictureAlt: 'Le pont', pictureCredit: 'Ada' }, await png());

    expect(added.status).toBe(200);
    expect(added.text).toMatch(/^Voyez :\n\n!\[Le pont\]\(media:[\da-f-]{36} (?:"|&quot;)Ada(?:"|&quot;)\)\n/);
    const published = await send('/write', { ...comment, body: added.text.replaceAll('&quot;', '"'), publish: '1' });
    expect(published.status).toBe(303);
    expect((await world.readThread()).posts[0]!.html).toContain('alt="Le pont"');
  });

  test('a new thread, and a change of what one wrote', async () => {
    const opened = await send('/new/picture', { source: 'Voyez :', title: 'Le pont neuf', pictureAlt: 'Le pont' }, await png());
    const { id } = await ada.post('Un mot.');
    const changed = await send(`/p/${id}/edit/picture`, { source: 'Un mot.', revision: '1', pictureAlt: 'Le pont' }, await png());

    expect(opened.text).toContain('![Le pont](media:');
    expect(opened.html).toContain('value="Le pont neuf"');
    expect(changed.text).toMatch(/^Un mot\.\n\n!\[Le pont\]\(media:/);
  });

  test.each([
    ['no file', undefined, 'Le pont', 'Choisissez un fichier'],
    ['no description', png, '', 'Il manque une description'],
    ['no picture', async () => Buffer.from('<svg onload="alert(1)"/>'), 'Le pont', 'JPEG, PNG, WebP ou GIF'],
  ])('%s: the text is still there, and what is wrong beside the field', async (_, file, pictureAlt, words) => {
    for (const [path, name] of [
      ['/write/picture', 'body'],
      ['/new/picture', 'source'],
    ] as const) {
      const { status, html, text } = await send(path, { ...comment, [name]: 'Une longue phrase.', pictureAlt }, await file?.());
      expect([status, text]).toEqual([422, 'Une longue phrase.']);
      expect(html).toContain(words);
    }
  });

  test('a film with its captions, by the same field; what is wrong with either is told, and the text kept', async () => {
    const grace = await world.person('grace', 'journalist');
    const film = (path: string, file: Buffer, vtt: string) =>
      sendFiles(path, { ...comment, body: 'Voyez :', pictureAlt: 'Le pont' }, { file, vtt }, grace);

    const added = await film('/write/picture', mp4(), VTT);
    const wrong = await film('/write/picture', mp4(), 'WEBVTT\n\n00:00.000 --> 00:01.000\n<script>');
    const cut = await film('/write/picture', mp4().subarray(0, -9), VTT);
    const orphan = await film('/write/picture', await png(), VTT);

    expect(added.text).toMatch(/^Voyez :\n\n!\[Le pont\]\(media:/);
    await send('/write', { ...comment, body: added.text, publish: '1' }, undefined, grace);
    expect((await world.readThread()).posts[0]!.html).toContain('srclang="br"');
    expect([wrong.status, wrong.text, wrong.html]).toEqual([422, 'Voyez :', expect.stringContaining('ligne 4')]);
    expect([cut.status, cut.text, cut.html]).toEqual([422, 'Voyez :', expect.stringContaining('coupé ou abîmé')]);
    expect([orphan.status, orphan.text, orphan.html]).toEqual([422, 'Voyez :', expect.stringContaining('pas avec une image')]);
  });

  test('a file that was chosen and not added keeps the form from leaving without it', async () => {
    const { status, html, text } = await send('/write', { ...comment, body: 'Voyez :', picture: 'pont.png', publish: '1' });

    expect([status, text]).toEqual([422, 'Voyez :']);
    expect(html).toContain('sans l’ajouter');
  });

  test('the field is there for who may, the door shut to who is somebody else', async () => {
    const eve = await world.person('eve');
    const guest = await world.person('guest', 'guest');
    const { id } = await ada.post('Un mot.');

    expect((await send('/write', comment)).html).toContain('formaction="/write/picture"');
    expect((await send('/write', comment, undefined, guest)).html).not.toContain('/write/picture');
    expect(
      (await send(`/p/${id}/edit/picture`, { source: 'Un mot.', revision: '1', pictureAlt: 'Le pont' }, await png(), eve)).status,
    ).toBe(403);
    expect(await world.db.read.select().from(world.db.read.t.media)).toEqual([]);
  });
});
