// What a page says as data: what search engines ask of each kind of page, and nothing the page does not show.
import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { sendMedium } from '../../support/medium.ts';
import { mp3, mp4 } from '../../support/recordings.ts';
import { OWN } from '../../support/world.ts';

type Thing = { '@type': string; '@context'?: string } & Record<string, unknown>;

/** What Google asks of each, at least one of those in a list (developers.google.com/search/docs/appearance/structured-data). */
const REQUIRED: Record<string, (string | string[])[]> = {
  DiscussionForumPosting: ['author', 'datePublished', ['text', 'image', 'video']],
  Comment: ['author', 'datePublished', ['text', 'image', 'video']],
  QAPage: ['mainEntity'],
  Question: ['answerCount', 'name', ['acceptedAnswer', 'suggestedAnswer']],
  Answer: ['text', 'author', 'datePublished', 'url'],
  ProfilePage: ['mainEntity'],
  Person: ['name'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name', 'item'],
  InteractionCounter: ['interactionType', 'userInteractionCount'],
  NewsArticle: ['url'],
  VideoObject: ['name', 'thumbnailUrl', 'uploadDate', 'contentUrl'],
  AudioObject: ['name', 'uploadDate', 'contentUrl', 'encodingFormat'],
  ImageObject: ['contentUrl'],
};

function missing(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(missing);
  if (typeof value !== 'object' || value === null) return [];
  const thing = value as Thing;
  const asked = thing['@type'] === undefined ? [] : REQUIRED[thing['@type']]!;
  const lacks = asked.filter((names) => ![names].flat().some((name) => thing[name] !== undefined && thing[name] !== ''));
  return [...lacks.map((names) => `${thing['@type']}: ${[names].flat().join('|')}`), ...Object.values(thing).flatMap(missing)];
}

onBothDatabases((engine) => {
  let forum: Forum;
  beforeEach(async () => void (forum = await openForum(engine)));

  const dataOf = async (path: string): Promise<Thing[]> => {
    const { text } = await forum.request('GET', path);
    const data = [...text.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].map(
      ([, json]) => JSON.parse(json!) as Thing,
    );
    expect(data.flatMap(missing)).toEqual([]);
    for (const thing of data) expect(thing['@context']).toBe('https://schema.org');
    return data;
  };
  const pathOf = ({ url }: { url: string }) => new URL(url).pathname;

  test('a discussion has its comments, each under what it answers, and its place', async () => {
    const bridge = await forum.open('Le pont', { source: 'Qui **sait** ?' });
    const one = await forum.reply(bridge, 'Moi.');
    await forum.reply(bridge, 'Et moi.', { parent: one.id, who: forum.ada });

    const [posting, trail] = await dataOf(pathOf(bridge));

    expect(posting).toMatchObject({
      '@type': 'DiscussionForumPosting',
      headline: 'Le pont',
      url: bridge.url,
      text: 'Qui sait ?',
      author: { '@type': 'Person', name: 'ada', url: `${OWN}/members/${forum.ada.member.uid}` },
      commentCount: 2,
      comment: [{ '@type': 'Comment', text: 'Moi.', url: `${OWN}/p/${one.id}`, comment: [{ '@type': 'Comment', text: 'Et moi.' }] }],
    });
    expect((trail!.itemListElement as Thing[]).map(({ name, item }) => [name, item])).toEqual([
      ['La Terrasse', `${OWN}/`],
      ['Vélo', `${OWN}/s/velo`],
      ['Le pont', bridge.url],
    ]);
  });

  test('a question is one once it has the answer that helped', async () => {
    const asked = await forum.open('Où passer ?', { kind: 'question' });
    const [good] = [await forum.reply(asked, 'Par le quai.'), await forum.reply(asked, 'Par le pont.')];

    expect((await dataOf(pathOf(asked)))[0]).toMatchObject({ '@type': 'DiscussionForumPosting' });
    const kept = await forum.ada.send('PUT', `/api/v1/kept-answers/${good.id}`);
    expect(kept.status).toBeLessThan(300);
    expect((await dataOf(pathOf(asked)))[0]).toMatchObject({
      '@type': 'QAPage',
      mainEntity: {
        '@type': 'Question',
        name: 'Où passer ?',
        answerCount: 2,
        acceptedAnswer: { '@type': 'Answer', text: 'Par le quai.', url: `${OWN}/p/${good.id}` },
        suggestedAnswer: [{ '@type': 'Answer', text: 'Par le pont.' }],
      },
    });
  });

  test('what was taken down or waits has no word there; what answered it stays', async () => {
    const bridge = await forum.open('Le pont');
    const gone = await forum.reply(bridge, 'Ce mot-là.');
    await forum.reply(bridge, 'Une réponse qui reste.', { parent: gone.id, who: forum.ada });
    await forum.reply(bridge, 'Quel guignol.');
    await forum.take(gone.id);

    const [posting] = await dataOf(pathOf(bridge));

    expect(posting!.comment).toMatchObject([{ text: 'Une réponse qui reste.' }]);
    expect(JSON.stringify(posting)).not.toMatch(/Ce mot-là|guignol/);
  });

  test('a film and a sound say what a search engine plays them by', async () => {
    const [film, sound] = [await sendMedium(forum, forum.ada, mp4()), await sendMedium(forum, forum.ada, mp3())];
    const bridge = await forum.open('Le pont', { source: `![Le pont sous le vent](media:${film} "Ada")\n\n![Le vent](media:${sound})` });

    const [posting] = await dataOf(pathOf(bridge));

    expect(posting).toMatchObject({
      video: [
        {
          '@type': 'VideoObject',
          name: 'Le pont sous le vent',
          creditText: 'Ada',
          contentUrl: `${OWN}/media/${film}/play`,
          encodingFormat: 'video/mp4',
          thumbnailUrl: `${OWN}/t/${bridge.thread}/card.png`,
          uploadDate: posting!.datePublished,
        },
      ],
      audio: [{ '@type': 'AudioObject', name: 'Le vent', contentUrl: `${OWN}/media/${sound}/play`, encodingFormat: 'audio/mpeg' }],
    });
    expect((await forum.request('GET', `/t/${bridge.thread}/card.png`)).status).toBe(200);
  });

  test('nothing that is written ends the element it travels in', async () => {
    const bridge = await forum.open('</script><script>alert(1)</script>', { source: 'Fin </script><!-- <script>alert(2)' });

    const [posting] = await dataOf(pathOf(bridge));

    expect(posting).toMatchObject({ headline: '</script><script>alert(1)</script>', text: 'Fin </script><!-- <script>alert(2)' });
  });

  test('an article’s comments are the article’s, and a member’s page is a profile, where the site has them shown', async () => {
    await forum.linus.post('Bonjour', { article: 'chantier' });
    await forum.db.write(
      async (tx) =>
        void (await tx
          .update(tx.t.articles)
          .set({ title: 'Le chantier', url: 'https://www.courrier.test/chantier', confirmedAt: forum.now() })),
    );

    expect([await dataOf('/a/chantier'), await dataOf(`/members/${forum.linus.member.uid}`)]).toEqual([[], []]);
    await forum.change({ searchEngines: 'members' });
    expect(await dataOf('/a/chantier')).toMatchObject([
      {
        '@type': 'NewsArticle',
        headline: 'Le chantier',
        url: 'https://www.courrier.test/chantier',
        discussionUrl: `${OWN}/a/chantier`,
        comment: [{ text: 'Bonjour' }],
      },
    ]);
    expect(await dataOf(`/members/${forum.linus.member.uid}`)).toMatchObject([
      { '@type': 'ProfilePage', mainEntity: { '@type': 'Person', name: 'linus' } },
    ]);
  });

  test('a space says where it is', async () => {
    expect((await dataOf('/s/velo')).map((thing) => (thing.itemListElement as Thing[]).map(({ name }) => name))).toEqual([
      ['La Terrasse', 'La ville', 'Vélo'],
    ]);
  });
});
