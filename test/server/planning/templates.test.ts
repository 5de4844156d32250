import { beforeEach, describe, expect, test } from 'vitest';
import type { ContentIdea, TemplatesWire } from '#server/planning/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });
  const list = async () => (await maud.desk<TemplatesWire>('GET', '/api/v1/calendar/templates')).body.templates;
  const put = (key: string, body: object, who = maud) => who.desk<TemplatesWire>('PUT', `/api/v1/calendar/templates/${key}`, body);
  const DEBATE = { version: 0, kind: 'discussion', name: 'Débat contradictoire', source: 'Deux voix.', checklist: ['Deux voix', 'Relu'] };

  test('five are there from the beginning, in the site’s language, each with a list of what is to be done', async () => {
    const templates = await list();

    expect(templates.map(({ name }) => name)).toEqual([
      'Questions à un expert',
      'Appel à témoignages',
      'Débat',
      'Questions à la rédaction',
      'Après l’événement',
    ]);
    expect(templates.map(({ checklist }) => checklist.length)).toEqual([9, 7, 6, 5, 5]);
    expect(templates.every(({ version }) => version === 0)).toBe(true);
  });

  test('a site says one otherwise, retires it, adds its own; two at once are told apart; readers and moderators do not', async () => {
    const said = await put('debate', DEBATE);
    const late = await put('debate', DEBATE);
    await put('debate', { ...DEBATE, version: 1, retired: true });
    await put('photo', { ...DEBATE, name: 'La photo du dimanche' });

    expect(said.body.templates[2]).toMatchObject({
      key: 'debate',
      version: 1,
      name: 'Débat contradictoire',
      checklist: ['Deux voix', 'Relu'],
    });
    expect(late.status).toBe(409);
    expect((await list()).map(({ key, retired }) => [key, retired])).toEqual([
      ['expert', false],
      ['testimony', false],
      ['debate', true],
      ['newsroom', false],
      ['after', false],
      ['photo', false],
    ]);
    expect((await put('debate', { ...DEBATE, version: 2 }, forum.paul)).status).toBe(404);
    expect((await put('photo', { ...DEBATE, version: 1, checklist: [''] })).status).toBe(422);
  });

  describe('CM-11: content comes from what readers wait for, want and follow', () => {
    test('questions nobody answered, ideas by their votes, what is most followed this week', async () => {
      const asked = await forum.open('Quand rouvre le pont ?', { kind: 'question' });
      const idea = await forum.open('Un banc sous le tilleul', { kind: 'idea' });
      const busy = await forum.open('Le marché du samedi');
      await forum.reply(busy, 'J’y étais.');
      const ideas = async () =>
        (await maud.desk<{ ideas: ContentIdea[] }>('GET', '/api/v1/calendar/ideas')).body.ideas.map(({ from, title, n }) => [
          from,
          title,
          n,
        ]);

      expect(await ideas()).toEqual([
        ['unanswered', 'Quand rouvre le pont ?', 0],
        ['idea', 'Un banc sous le tilleul', expect.any(Number)],
        ['rising', 'Le marché du samedi', 1],
      ]);
      await forum.take(idea.post.id);
      await forum.take(asked.post.id);
      expect(await ideas()).toEqual([['rising', 'Le marché du samedi', 1]]);
    });
  });
});
