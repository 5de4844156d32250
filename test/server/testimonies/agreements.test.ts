// CM-28: nothing of an answer is published but by its author's written agreement, which is kept, and can be withdrawn.
import { beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from '#server/testimonies/agreement-words.ts';
import { purgeTestimonies } from '#server/testimonies/purge.ts';
import type { AgreementWire } from '#server/testimonies/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { DAY, openNewsroom, type Newsroom } from '../../support/testimonies.ts';

onBothDatabases((engine) => {
  let town: Newsroom;
  let call: string;
  let uid: string;
  beforeEach(async () => {
    town = await openNewsroom(engine);
    call = await town.call({ talks: false });
    uid = await town.sent(town.ada, call);
  });

  const thread = async () => (await town.request<ThreadPage>('GET', `/api/v1/thread?thread=${call}`)).body;
  const quoted = async () =>
    (await thread()).posts
      .filter(({ id }) => id !== undefined)
      .map(({ html }) => html ?? '')
      .join('\n');
  const agreement = async (id: string) => (await town.ada.desk<AgreementWire>('GET', `/api/v1/agreements/${id}`)).body;

  test('an author is asked in the exact words, agrees, and is quoted by the newsroom in a thread where nobody else writes', async () => {
    const asked = await town.ask(call, uid, 'Le *fleuve* a passé le quai.\n@linus l’a vu : <b>1.</b> Oui.');
    await town.run();
    expect(await town.told(town.ada)).toContain('testimony_asked');
    expect(town.mails.at(-1)!.text).toContain(`/agreements/${asked}`);

    expect((await town.decide(town.ada, asked, 'agreed')).status).toBe(200);
    expect(await town.told(town.julie)).toContain('testimony_decided');
    const { status, body } = await town.publish(asked);

    expect(status).toBe(200);
    const post = (await thread()).posts.find(({ id }) => id === body.post)!;
    expect(post.author?.name).toBe('julie');
    expect(post.html).toContain('Le *fleuve* a passé le quai.');
    expect(post.html).toContain('@linus l’a vu : &lt;b&gt;1.&lt;/b&gt; Oui.');
    expect(post.html).not.toContain('<a ');
    expect(post.html).toContain('— ada');
    expect((await thread()).thread.writing.state).toBe('closed');
    expect(await town.told(town.linus)).not.toContain('called');
    expect((await town.one(call, uid)).state).toBe('published');
  });

  test('what was agreed to is kept as it was: text, name, wording, when, and its hash', async () => {
    const asked = await town.ask(call, uid, 'Le fleuve a passé le quai.', { namedAs: 'full', name: 'Ada L.' });
    await town.decide(town.ada, asked, 'agreed', { stays: true });

    const { text, name, namedAs, wording, hash, answeredAt, stays } = await agreement(asked);

    expect([text, name, namedAs, wording, stays]).toEqual(['Le fleuve a passé le quai.', 'Ada L.', 'full', 1, true]);
    expect(hash).toBe(hashOf({ text, name, namedAs, wording }));
    expect(answeredAt).toBe(town.now().toISOString());
  });

  test('nothing is published that is not agreed to: not asked, refused, changed, or asked anew', async () => {
    const asked = await town.ask(call, uid);
    expect((await town.publish(asked)).body.error.code).toBe('agreement_gone');
    await town.decide(town.ada, asked, 'change', { word: 'Plutôt « minuit ».' });
    expect((await town.publish(asked)).body.error.code).toBe('agreement_gone');
    const again = await town.ask(call, uid, 'À minuit.');
    expect((await town.decide(town.ada, asked, 'agreed')).body.error.code).toBe('agreement_gone');
    await town.decide(town.ada, again, 'refused');
    expect((await town.publish(again)).body.error.code).toBe('agreement_gone');

    expect((await thread()).thread.count).toBe(0);
  });

  test('an agreement names what was read: another hash is none', async () => {
    const asked = await town.ask(call, uid);
    const { body } = await town.ada.desk<{ error: { code: string } }>('PUT', `/api/v1/agreements/${asked}/decision`, {
      hash: 'abc',
      says: 'agreed',
    });

    expect(body.error.code).toBe('agreement_gone');
  });

  test('nobody agrees for somebody else', async () => {
    const asked = await town.ask(call, uid);

    expect((await town.linus.desk('GET', `/api/v1/agreements/${asked}`)).status).toBe(404);
    const forged = { hash: (await agreement(asked)).hash, says: 'agreed' };
    for (const who of [town.linus, town.julie])
      expect((await who.desk('PUT', `/api/v1/agreements/${asked}/decision`, forged)).status).toBe(404);
  });

  test('two colleagues who publish at once publish it once', async () => {
    const asked = await town.ask(call, uid);
    await town.decide(town.ada, asked, 'agreed');

    const both = await Promise.all([town.publish(asked), town.publish(asked, town.marc)]);

    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await thread()).thread.count).toBe(1);
  });

  test('whoever published it changes no word of it', async () => {
    const asked = await town.ask(call, uid);
    await town.decide(town.ada, asked, 'agreed');
    const { post } = (await town.publish(asked)).body;

    const edit = await town.julie.send<{ error: { code: string } }>('PATCH', `/api/v1/posts/${post}`, { source: 'Autre.', revision: 1 });

    expect(edit.body.error.code).toBe('agreed_text');
  });

  test('whoever published it takes it away, and may ask for other words', async () => {
    const asked = await town.ask(call, uid);
    await town.decide(town.ada, asked, 'agreed');
    const { post } = (await town.publish(asked)).body;
    const { version } = await town.one(call, uid);
    expect((await town.handle(town.julie, call, uid, { version, state: 'kept' })).body.error.code).toBe('agreement_standing');

    await town.julie.desk('DELETE', `/api/v1/posts/${post}`);

    expect((await town.handle(town.julie, call, uid, { version, state: 'kept' })).status).toBe(200);
    const again = await town.ask(call, uid, 'À minuit.');
    await town.decide(town.ada, again, 'agreed');
    expect((await town.publish(again)).status).toBe(200);
  });

  describe('withdrawn', () => {
    let asked: string;
    let post: string;
    beforeEach(async () => {
      asked = await town.ask(call, uid);
      await town.decide(town.ada, asked, 'agreed');
      post = (await town.publish(asked)).body.post;
    });

    test('it goes from everywhere at once, and the newsroom is told', async () => {
      expect(await quoted()).toContain('passé le quai');
      await town.withdraw(town.ada, asked);
      await town.withdraw(town.ada, asked);
      await town.index();

      expect(await quoted()).not.toContain('passé le quai');
      for (const path of [`/t/${call}`, `/t/${call}/feed.json`, '/api/v1/search?site=courrier&q=quai'])
        expect((await town.request('GET', path)).text).not.toContain('passé le quai');
      const { posts, revisions } = town.db.read.t;
      expect((await town.db.read.select().from(posts)).find((row) => row.uid === post)).toMatchObject({ source: '', html: '' });
      expect(await town.db.read.select().from(revisions)).toEqual([]);
      expect((await town.told(town.julie)).filter((kind) => kind === 'testimony_withdrawn')).toHaveLength(1);
      expect(await town.one(call, uid)).toMatchObject({ state: 'kept', agreements: [{ state: 'withdrawn', post: null }] });
    });

    test('by nobody else; and so it goes with the answer that is taken back', async () => {
      expect((await town.withdraw(town.linus, asked)).status).toBe(404);
      await town.ada.send('DELETE', `/api/v1/testimonies/${call}/own`);

      expect(await quoted()).not.toContain('passé le quai');
      expect((await town.list(call)).body.testimonies).toEqual([]);
    });

    test('also once the answer itself is erased: what is public keeps its proof, and that goes a year after', async () => {
      town.pass(101 * DAY);
      await purgeTestimonies(town.db, town.now());
      expect((await town.list(call)).body.testimonies).toEqual([]);
      expect(await quoted()).toContain('passé le quai');

      await town.withdraw(town.ada, asked);
      expect(await quoted()).not.toContain('passé le quai');
      town.pass(364 * DAY);
      await purgeTestimonies(town.db, town.now());
      const kept = async () => (await town.db.read.select().from(town.db.read.t.agreements)).map(({ state }) => state);
      expect(await kept()).toEqual(['withdrawn']);
      town.pass(2 * DAY);
      await purgeTestimonies(town.db, town.now());
      expect(await kept()).toEqual([]);
    });
  });
});
