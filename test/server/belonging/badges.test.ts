// Badges that come of what happened, and those a site gives.
import { beforeEach, describe, expect, test } from 'vitest';
import type { BadgesWire, MemberBadges } from '#server/belonging/wire.ts';
import { MOST_BADGES } from '#server/belonging/site-badges.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import { uuidv7 } from '#server/ids.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';
import { ask } from './pages.ts';

const YEAR = 366 * 86_400_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let grace: Person;
  let manon: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    [grace, manon] = [await forum.person('grace', 'journalist'), await forum.person('manon', 'manager')];
  });

  const own = async (who: Person) => (await ask(forum, who, '/account/badges')).text;
  const names = (html: string) => [...html.matchAll(/<span class="mark">.*?<\/svg>(.*?)<\/span>/g)].map(([, name]) => name);
  const mine = async (who: Person) => names(await own(who));
  const shown = async (who: Person) => names((await ask(forum, null, `/members/${who.member.uid}`)).text);
  const make = (fr: string, en = fr, who = manon) =>
    who.desk<BadgesWire & ErrorBody>('POST', '/api/v1/badges', { fr, en, glyph: 'camera' });
  const made = async (fr: string, en = fr) => (await make(fr, en)).body.badges.find((badge) => badge.fr === fr)!.id;
  const give = (badge: string, to: Person, word = '', who = forum.paul) =>
    who.desk<MemberBadges & ErrorBody>('PUT', `/api/v1/members/${to.member.uid}/badges/${badge}`, { word });
  const take = (badge: string, from: Person) => forum.paul.desk('DELETE', `/api/v1/members/${from.member.uid}/badges/${badge}`);
  const bell = async (who: Person) => (await ask(forum, who, '/notifications')).text;
  const hide = (who: Person, badge: string, hidden = 'yes') => ask(forum, who, '/account/badges', { badge, hidden });
  const ban = async (who: Person) => {
    const given = { rule: 1, note: 'Des attaques répétées.', measures: [{ kind: 'ban', until: null }] };
    expect((await forum.paul.desk('POST', `/api/v1/members/${who.member.uid}/measures`, given)).status).toBeLessThan(300);
    await forum.tell();
  };

  describe('what happened', () => {
    test('nothing is there before it did; then the first published post, with the way to it; what is no longer true is no longer there', async () => {
      expect(await own(forum.linus)).toContain('Aucun pour l’instant');
      const post = await forum.reply(await forum.open('Le pont'), 'La pile nord est fissurée.');

      expect(await mine(forum.linus)).toEqual(['Premier message']);
      expect(await own(forum.linus)).toContain(`href="/p/${post.id}"`);
      expect(await shown(forum.linus)).toEqual(['Premier message']);

      await forum.take(post.id);
      expect(await mine(forum.linus)).toEqual([]);
      expect(await shown(forum.linus)).toEqual([]);
    });

    test('an answer kept by whoever asked, a pick, thanks; however many posts, each once', async () => {
      const question = await forum.open('Où va la piste ?', { kind: 'question' });
      const posts = [];
      for (const text of ['Rue Haute.', 'Je précise : par la rue Haute.', 'Et retour par le quai.'])
        posts.push(await forum.reply(question, text));
      expect((await forum.ada.send('PUT', `/api/v1/kept-answers/${posts[1]!.id}`)).status).toBeLessThan(300);
      expect(await mine(forum.linus)).toEqual(['Premier message', 'Réponse utile']);
      expect(await own(forum.linus)).toContain(`href="/p/${posts[1]!.id}"`);

      for (const { id } of posts.slice(1)) {
        await forum.paul.desk('PUT', `/api/v1/posts/${id}/feature`);
        await grace.desk('PUT', `/api/v1/posts/${id}/thanks`, {});
      }

      expect(await mine(forum.linus)).toEqual(['Premier message', 'Réponse utile', 'Choix de la rédaction', 'Merci de la rédaction']);
    });

    test('one’s own answer kept by oneself is not useful to anybody', async () => {
      const question = await forum.open('Où va la piste ?', { kind: 'question' });
      const answer = await forum.reply(question, 'Trouvé : rue Haute.', { who: forum.ada });
      await forum.ada.send('PUT', `/api/v1/kept-answers/${answer.id}`);

      expect(await mine(forum.ada)).toEqual(['Premier message']);
    });

    test('an idea that was done, to whoever had it', async () => {
      const idea = await forum.open('Un abri à vélos', { kind: 'idea' });
      expect(await mine(forum.ada)).toEqual(['Premier message']);
      const turned = { state: 'done', word: 'Il est posé, place du Marché.', clientId: uuidv7() };
      expect((await manon.desk('PUT', `/api/v1/ideas/${idea.thread}/state`, turned)).status).toBeLessThan(300);

      expect(await mine(forum.ada)).toEqual(['Premier message', 'Idée réalisée']);
    });

    test('a year, for whoever has written; not for who only reads', async () => {
      await forum.reply(await forum.open('Le pont'), 'Un mot.');
      forum.pass(YEAR);

      expect(await shown(forum.linus)).toEqual(['Premier message', 'Un an ici']);
      expect(await shown(forum.ada)).toEqual(['Premier message', 'Un an ici']);
      expect(await shown(manon)).toEqual([]);
    });

    test('what nobody finds yet, or any more, earns nothing; the newsroom has none', async () => {
      const bridge = await forum.open('Le pont');
      await forum.reply(bridge, 'Un mot.');
      await forum.reply(bridge, 'La rédaction répond.', { who: grace });
      await forum.take(bridge.post.id);

      expect(await mine(forum.linus)).toEqual([]);
      expect(await mine(grace)).toEqual([]);
    });
  });

  describe('a site’s own', () => {
    let bridge: OpenedWire;
    beforeEach(async () => {
      bridge = await forum.open('Le pont');
      await forum.reply(bridge, 'La pile nord est fissurée.');
    });

    test('made by managers, given with a word for that member alone, told once, taken back without a trace', async () => {
      const badge = await made('Témoin du pont', 'Bridge witness');
      expect((await give(badge, forum.linus, 'Sans vos photos, pas d’enquête.')).body.given).toMatchObject([
        { id: badge, fr: 'Témoin du pont', word: 'Sans vos photos, pas d’enquête.' },
      ]);
      await give(badge, forum.linus, 'Sans vos photos, pas d’enquête. Merci.');

      expect(await shown(forum.linus)).toEqual(['Témoin du pont', 'Premier message']);
      expect(await own(forum.linus)).toContain('«\u00a0Sans vos photos, pas d’enquête. Merci.\u00a0»');
      expect((await ask(forum, null, `/members/${forum.linus.member.uid}`)).text).not.toContain('Sans vos photos');
      expect((await ask(forum, null, `/members/${forum.linus.member.uid}?lang=en`)).text).toContain('Bridge witness');
      const told = await bell(forum.linus);
      expect(told.match(/vous a donné un badge/g)).toHaveLength(1);
      const [, notice] = /(\/notifications\/[\w-]{36})/.exec(told)!;
      expect((await ask(forum, forum.linus, notice!)).headers.get('location')).toBe('/account/badges');

      await take(badge, forum.linus);
      expect((await take(badge, forum.linus)).status).toBe(200);
      expect(await shown(forum.linus)).toEqual(['Premier message']);
      expect(await bell(forum.linus)).not.toContain('vous a donné un badge');
      const { securityLog } = forum.db.read.t;
      const events = (await forum.db.read.select().from(securityLog).orderBy(securityLog.id)).map(({ event }) => event);
      expect(events.filter((event) => event.startsWith('badge.'))).toEqual(['badge.made', 'badge.given', 'badge.taken']);
    });

    test('struck out: nobody has it any more; renamed: all have the new name', async () => {
      const [one, two] = [await made('Témoin'), await made('Photographe')];
      await give(one, forum.linus);
      await give(two, forum.linus);
      await manon.desk('PUT', `/api/v1/badges/${two}`, { fr: 'Œil du quartier', en: 'Local eye', glyph: 'camera' });

      expect((await manon.desk('DELETE', `/api/v1/badges/${one}`)).status).toBe(204);

      expect(await shown(forum.linus)).toEqual(['Œil du quartier', 'Premier message']);
      expect((await bell(forum.linus)).match(/vous a donné un badge/g)).toHaveLength(1);
      expect((await manon.desk<BadgesWire>('GET', '/api/v1/badges')).body.badges).toMatchObject([{ id: two, given: 1 }]);
    });

    test('two at once give it once; and two of one name are one', async () => {
      const badge = await made('Témoin');

      const answers = await Promise.all([give(badge, forum.linus), give(badge, forum.linus, '', manon)]);
      const twins = await Promise.all([make('Photographe'), make('photographe')]);

      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect((await bell(forum.linus)).match(/vous a donné un badge/g)).toHaveLength(1);
      expect(twins.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422]);
      expect(twins.find(({ status }) => status === 422)!.body.error.fields).toEqual({
        fr: 'Un autre badge porte déjà ce nom.',
        en: 'Un autre badge porte déjà ce nom.',
      });
    });

    test('not more than a reader could tell apart; a name is a name, whatever it holds', async () => {
      const badge = await made('<b>Témoin</b>');
      await give(badge, forum.linus, '<script>');
      expect(await own(forum.linus)).not.toMatch(/<b>T|<script>[^<]*»/);

      for (let i = 1; i < MOST_BADGES; i++) await make(`Badge ${i}`);
      expect((await make('Un de trop')).status).toBe(422);
      expect((await make('')).status).toBe(422);
    });

    test('neither to the newsroom nor to somebody banned, whose own are not shown', async () => {
      const badge = await made('Témoin');
      expect((await give(badge, grace)).body.error.code).toBe('invalid');
      await give(badge, forum.linus);
      await ban(forum.linus);

      expect(await shown(forum.linus)).toEqual([]);
      expect((await give(await made('Photographe'), forum.linus)).body.error.code).toBe('invalid');
    });

    test('of another site, there is none', async () => {
      const other = await forum.addSite('gazette', 'gazette.test');
      const away = await forum.person('away', 'member', { at: other });
      const badge = await made('Témoin');

      expect((await give(badge, away)).status).toBe(404);
    });
  });

  test('taken along: what one was given with its word, what one hides, for what one was thanked', async () => {
    const post = await forum.reply(await forum.open('Le pont'), 'Un mot.');
    await grace.desk('PUT', `/api/v1/posts/${post.id}/thanks`, { word: 'Bien vu.' });
    const badge = await made('Témoin', 'Witness');
    await give(badge, forum.linus, 'Pour vos photos.');
    await hide(forum.linus, 'first');

    const taken = await gatherTakeout(forum.db.read, { accountId: forum.linus.accountId, at: forum.now() }, () => {});
    const giver = await gatherTakeout(forum.db.read, { accountId: forum.paul.accountId, at: forum.now() }, () => {});

    expect(taken).toMatchObject({
      badges: [{ names: { fr: 'Témoin', en: 'Witness' }, word: 'Pour vos photos.' }],
      badgesHidden: [{ badge: 'first' }],
      posts: [{ thanks: { word: 'Bien vu.' } }],
    });
    expect(giver.badgesGivenToOthers).toMatchObject([{ word: 'Pour vos photos.' }]);
  });

  test('each can be hidden, and shown again, by its member alone; what they have not, they cannot hide', async () => {
    await forum.reply(await forum.open('Le pont'), 'Un mot.');
    const badge = await made('Témoin');
    await give(badge, forum.linus);

    await hide(forum.linus, 'first');
    await hide(forum.linus, 'first');
    await hide(forum.linus, badge);

    expect(await shown(forum.linus)).toEqual([]);
    expect(await mine(forum.linus)).toEqual(['Témoin', 'Premier message']);
    expect(await own(forum.linus)).toContain('Caché aux autres');
    await hide(forum.linus, 'first', 'no');
    expect(await shown(forum.linus)).toEqual(['Premier message']);
    expect((await hide(forum.linus, 'year')).status).toBe(404);
  });
});
