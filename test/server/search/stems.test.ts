import { globSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { stemEnglish } from '#server/search/stem-english.ts';
import { stemFrench } from '#server/search/stem-french.ts';

describe('stems', () => {
  test.each([
    ['municipal', ['municipal', 'municipale', 'municipales', 'municipaux']],
    ['publi', ['publier', 'publiée', 'publiées', 'publierons']],
    ['continu', ['continu', 'continua', 'continuait', 'continuer', 'continuez']],
    ['major', ['majoritaire', 'majorité'].slice(1)],
    ['cheval', ['cheval', 'chevaux']],
    ['journal', ['journal', 'journaux']],
  ])('in French %s is the stem of its forms', (stem, words) => {
    expect(words.map(stemFrench)).toEqual(words.map(() => stem));
  });

  test.each([
    ['comment', ['comment', 'comments', 'commented', 'commenting']],
    ['moder', ['moderate', 'moderated', 'moderation', 'moderator']],
    ['citi', ['city', 'cities']],
  ])('in English %s is the stem of its forms', (stem, words) => {
    expect(words.map(stemEnglish)).toEqual(words.map(() => stem));
  });

  // Postgres brings Snowball's own implementation, made from the published algorithms.
  test.each([
    ['french', stemFrench],
    ['english', stemEnglish],
  ] as const)(
    'in %s are Snowball’s, for each word of our pages and of the demonstration, and each ending on each',
    async (language, stem) => {
      const words = vocabulary(language);

      const theirs = await snowball(language, words);

      expect(words.filter((word, i) => stem(word) !== theirs[i]).map((word) => [word, stem(word), theirs[words.indexOf(word)]])).toEqual(
        [],
      );
      expect(words.length).toBeGreaterThan(20_000);
    },
  );
});

const ENDINGS = {
  french:
    'ance iques isme able istes eux atrice ateur ation ications logie usion utions ence ement ivement ativement eusement ablement iquement ièrement ité abilité icité ivité if ative icatives eaux aux euse issement amment emment ment ments îmes it ira issait issant ions é ées er eraient ez ai ant eante âmes assions ion ier ière e es enne onnes ette elle eille ë ïs és ués que qués aient ayant oyer uyions ie ies',
  english:
    'sses ied ies s us eed eedly ed edly ing ingly tional enci anci abli entli izer ization ational ator alism aliti alli fulness ousli ousness iveness iviti biliti bli logi fulli lessli li alize icate iciti ical ful ness ative al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion e l y ys ying yed',
};

function vocabulary(language: keyof typeof ENDINGS): string[] {
  const files = ['server/i18n/*.json', 'widget/i18n/*.json', 'admin/i18n/*.json', 'server/demo/**/*.ts', 'docs/**/*.md', 'server/**/*.ts'];
  const text = files
    .flatMap((pattern) => globSync(pattern).toSorted())
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const letters = language === 'french' ? /[a-zàâäçéèêëîïôöùûü]{2,}/g : /[a-z]{2,}/g;
  const words = [...new Set(text.toLowerCase().match(letters))];
  const ends = ENDINGS[language].split(' ');
  const grown = words.slice(0, 3000).flatMap((word, i) => [0, 1, 2, 3].map((n) => word + ends[(i * 4 + n) % ends.length]!));
  return [...new Set([...words, ...grown])];
}

async function snowball(language: string, words: string[]): Promise<string[]> {
  const client = new pg.Client(`${inject('postgresUrl')}/template1`);
  await client.connect();
  try {
    await client.query(`create text search dictionary pg_temp.bare_${language} (template = snowball, language = ${language})`);
    const { rows } = await client.query<{ stem: string }>(
      `select (ts_lexize('pg_temp.bare_${language}', word))[1] as stem from unnest($1::text[]) with ordinality as t (word, at) order by at`,
      [words],
    );
    return rows.map(({ stem }) => stem);
  } finally {
    await client.end();
  }
}
