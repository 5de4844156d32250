// CM-07: the newsroom speaks with one voice. Readers see the voice, the newsroom's log whose hand it was.
import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CaseRow } from '#server/cases/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import type { MemberFile, TimelinePage } from '#server/members/wire.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { VoiceInput, VoicesWire } from '#server/voices/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const VOICE: VoiceInput = { name: 'La rédaction', title: 'Le Courrier', secondEyes: false, retired: false, hands: [] };

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let jules: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    jules = await forum.person('jules', 'journalist');
  });

  const make = async (more: Partial<VoiceInput> = {}) => {
    const { status, body, text } = await maud.desk<VoicesWire>('POST', '/api/v1/voices', { ...VOICE, ...more });
    expect([status, text.slice(0, 200)]).toEqual([201, expect.anything()]);
    return body.voices.at(-1)!;
  };
  const say = (who: Person, voice: string, source: string, more: object = {}) =>
    who.send<PostAnswer>('POST', '/api/v1/posts', { site: 'courrier', article: 'pont', clientId: uuidv7(), source, voice, ...more });
  const openCases = async () => (await maud.desk<{ cases: CaseRow[] }>('GET', '/api/v1/cases?lane=all')).body.cases;

  test('CM-07: readers see the voice, and nothing anywhere says whose hand it was', async () => {
    const voice = await make({ hands: [jules.member.uid] });
    const said = await say(jules, voice.id, 'Le pont rouvrira lundi, la mairie nous l’a confirmé.');
    await forum.index();
    const { id } = said.body.post;
    const thread = (await forum.readThread()).thread.id!;

    expect(said.status).toBe(201);
    expect((await forum.readThread()).posts).toMatchObject([{ id, author: { id: voice.id, name: 'La rédaction', badge: 'newsroom' } }]);
    const pages = [
      `/api/v1/thread?site=courrier&article=pont`,
      `/api/v1/threads/${thread}/changes?after=0`,
      `/embed/thread?site=courrier&article=pont`,
      `/t/${thread}`,
      `/t/${thread}/feed.atom`,
      `/members/${voice.id}`,
      `/search?q=mairie`,
      `/p/${id}`,
      `/`,
    ];
    for (const path of pages) {
      const { text } = await forum.request('GET', path);
      expect([path, text.includes('jules') || text.includes(jules.member.uid)]).toEqual([path, false]);
    }
    expect((await forum.request('GET', `/t/${thread}`)).text).toContain('La rédaction');
    expect((await forum.request('GET', `/members/${jules.member.uid}`)).text).not.toContain('rouvrira lundi');
  });

  test('CM-07: the record of a voice at the desk says whose hand each thing was that it said, reported or not; to nobody outside the desk', async () => {
    const voice = await make({ hands: [jules.member.uid] });
    await say(jules, voice.id, 'Le pont rouvrira lundi.');
    forum.pass(60_000);
    await say(maud, voice.id, 'La mairie nous l’a confirmé.');

    const path = `/api/v1/members/${voice.id}/timeline?only=post`;
    const { entries } = (await forum.paul.desk<TimelinePage>('GET', path)).body;

    expect(entries.map(({ text, by }) => [text, by])).toEqual([
      ['La mairie nous l’a confirmé.', 'maud'],
      ['Le pont rouvrira lundi.', 'jules'],
    ]);
    for (const who of [forum.ada, jules]) expect((await who.desk('GET', path)).status).toBe(404);
  });

  test('the case of it says whose hand it was, to who moderates; blindly, to nobody', async () => {
    const voice = await make();
    const { post } = (await say(maud, voice.id, 'Une réponse de la maison.')).body;
    await forum.ada.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: 'vraiment ?' });
    const admin = await forum.person('alix', 'admin');
    const [row] = await openCases();

    const seen = await admin.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`);
    const own = await maud.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`);

    expect(seen.body.hand).toEqual({ id: maud.member.uid, name: 'maud' });
    expect(seen.body.author.name).toBe('La rédaction');
    expect(own.body.can).not.toContain('approve');
  });

  test('nothing is asked or refused of it as of a member: what it said is decided about, nothing else is offered', async () => {
    const voice = await make();
    const { post } = (await say(maud, voice.id, 'Une réponse de la maison.')).body;
    await forum.ada.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: 'vraiment ?' });
    const admin = await forum.person('alix', 'admin');
    const [row] = await openCases();
    const ban = { rule: 1, note: 'Des attaques répétées.', measures: [{ kind: 'ban', until: null }] };

    const seen = await admin.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`);
    const file = await admin.desk<MemberFile>('GET', `/api/v1/members/${voice.id}/file`);
    const { version, revision } = seen.body;
    const refused = [
      await admin.desk<ErrorBody>('POST', `/api/v1/members/${voice.id}/measures`, ban),
      await admin.desk<ErrorBody>('POST', `/api/v1/members/${voice.id}/removals`, { rule: 1, name: voice.name }),
      await admin.desk<ErrorBody>('POST', `/api/v1/cases/${row!.id}/decisions`, { ...ban, version, revision, verdict: 'reject' }),
    ];

    expect(seen.body.can).toEqual(['approve', 'reject', 'ask_edit', 'hide', 'feature']);
    expect(file.body.can).toEqual([]);
    expect(refused.map(({ status, body }) => [status, body.error.code])).toEqual([1, 2, 3].map(() => [409, 'is_voice']));
    expect(refused[0]!.body.error.message).toContain('une voix de la rédaction');
    const { status } = await admin.desk('POST', `/api/v1/cases/${row!.id}/decisions`, { version, revision, verdict: 'reject', rule: 1 });
    expect(status).toBe(200);
  });

  test('CM-07: who was not given it does not speak for it; nor does anybody once it is retired', async () => {
    const voice = await make();
    const other = await make({ name: 'Le service sport', retired: true });

    expect((await say(jules, voice.id, 'Je n’en ai pas le droit.')).status).toBe(403);
    expect((await say(forum.ada, voice.id, 'Moi non plus.')).status).toBe(403);
    expect((await say(maud, other.id, 'Elle ne parle plus.')).status).toBe(403);
    expect((await say(maud, uuidv7(), 'Personne.')).status).toBe(403);
    expect((await forum.readThread()).posts).toEqual([]);
  });

  test('who may is told so with the thread, and only they', async () => {
    const voice = await make({ hands: [jules.member.uid] });
    const voicesOf = async (who: Person) =>
      (await who.send<ThreadPage>('GET', '/api/v1/thread?site=courrier&article=pont')).body.viewer!.voices;

    expect(await voicesOf(jules)).toEqual([{ id: voice.id, name: 'La rédaction' }]);
    expect(await voicesOf(maud)).toEqual([{ id: voice.id, name: 'La rédaction' }]);
    expect(await voicesOf(forum.ada)).toBeUndefined();
  });

  test('their hand corrects it and takes it back; a repeat gives the first one', async () => {
    const voice = await make({ hands: [jules.member.uid] });
    const clientId = uuidv7();
    const first = await say(jules, voice.id, 'Lundi.', { clientId });
    const again = await say(jules, voice.id, 'Lundi.', { clientId });
    const { id, revision } = first.body.post;
    const other = await forum.person('nina', 'journalist');

    expect([first.status, again.status, again.body.post.id]).toEqual([201, 200, id]);
    expect(first.body.post.own).not.toBeNull();
    expect((await other.send('PATCH', `/api/v1/posts/${id}`, { source: 'Mardi.', revision })).status).toBe(403);
    expect((await jules.send('PATCH', `/api/v1/posts/${id}`, { source: 'Mardi.', revision })).status).toBe(200);
    expect((await forum.readThread()).posts[0]!.html).toContain('Mardi');
    expect((await jules.send('DELETE', `/api/v1/posts/${id}`)).status).toBe(204);
    expect((await forum.readThread()).posts).toEqual([]);
  });

  test('what answers it is told to its hand', async () => {
    const voice = await make({ hands: [jules.member.uid] });
    const { post } = (await say(jules, voice.id, 'Posez vos questions.')).body;
    await forum.ada.post('Quand ouvre le pont ?', { parent: post.id });

    const { text } = await forum.request('GET', '/notifications', undefined, jules.asPage);

    expect(text).toContain('Quand ouvre le pont');
  });

  test('CM-07: with a second pair of eyes, nobody reads it before another has', async () => {
    const voice = await make({ secondEyes: true });
    const said = await say(maud, voice.id, 'Le journal prend position.');
    const [row] = await openCases();
    const admin = await forum.person('alix', 'admin');
    const decide = (who: Person) =>
      who.desk('POST', `/api/v1/cases/${row!.id}/decisions`, { version: row!.version, revision: row!.revision, verdict: 'approve' });

    expect(said.body.post).toMatchObject({ state: 'held', own: { heldFor: ['second_eyes'] } });
    expect((await forum.readThread()).posts).toEqual([]);
    expect((await decide(maud)).status).toBe(403);
    expect((await forum.readThread()).posts).toEqual([]);
    expect((await decide(admin)).status).toBe(200);
    expect((await forum.readThread()).posts).toMatchObject([{ author: { name: 'La rédaction' } }]);
  });

  test('another name is that of all it ever said; two are not called alike, nor as somebody here', async () => {
    const voice = await make();
    await say(maud, voice.id, 'Bonjour.');
    await make({ name: 'Le service sport' });

    const renamed = await maud.desk<VoicesWire>('PUT', `/api/v1/voices/${voice.id}`, { ...VOICE, name: 'Le Courrier' });
    const alike = await maud.desk('POST', '/api/v1/voices', { ...VOICE, name: 'le service  Sport' });
    const person = await maud.desk('POST', '/api/v1/voices', { ...VOICE, name: 'Jules' });
    const hands = await maud.desk('POST', '/api/v1/voices', { ...VOICE, name: 'Autre', hands: [forum.ada.member.uid] });

    expect(renamed.body.voices[0]).toMatchObject({ name: 'Le Courrier', posts: 1 });
    expect((await forum.readThread()).posts[0]!.author!.name).toBe('Le Courrier');
    expect([alike.status, person.status, hands.status]).toEqual([422, 422, 422]);
    expect((await jules.desk('GET', '/api/v1/voices')).status).toBe(404);
  });

  test('a thread is opened in it', async () => {
    const voice = await make();
    const opened = await maud.desk<{ thread: string; url: string }>('POST', '/api/v1/threads', {
      site: 'courrier',
      space: 'velo',
      kind: 'discussion',
      title: 'Faut-il garder le pont ?',
      source: 'Nous voulons vous lire.',
      clientId: uuidv7(),
      voice: voice.id,
    });

    const { text } = await forum.request('GET', new URL(opened.body.url).pathname);
    expect(opened.status).toBe(201);
    expect(text).toContain('La rédaction');
    expect(text).not.toContain('maud');
  });
});
