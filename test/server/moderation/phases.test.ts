import { describe, expect, test } from 'vitest';
import { isHeld, screen, type Draft } from '#server/moderation/screen.ts';
import type { Screening } from '#server/sites/wire.ts';
import { daysAgo, draft, now, type Given } from '../../support/draft.ts';

const found = async (source: string, given?: Given) => screen(await draft(source, given)).map(({ phase, effect }) => `${phase} ${effect}`);

const LONG = 'Le pont des Tanneurs fermera dix-huit mois et personne ne sait encore par où passeront les bus scolaires du quartier.';

test('an ordinary text has nothing to say for itself', async () => {
  expect(await found(LONG)).toEqual([]);
  expect(await found('Merci !')).toEqual([]);
});

test('all that matches is kept, the gravest first', async () => {
  const phases = screen(
    await draft(`${LONG} Appelez-le au 06 12 34 56 78.`, { author: { postCount: 0, watched: true }, moderation: 'before' }),
  );

  expect(phases.map(({ phase }) => phase)).toEqual(['personal_data', 'watched', 'newcomer', 'before_publication']);
});

describe('words', () => {
  const words: Screening['words'] = [
    { id: '1', text: 'guignol', match: 'word', lang: null, effect: 'hold' },
    { id: '2', text: 'incapable', match: 'word', lang: null, effect: 'nudge' },
    { id: '3', text: 'vendu', match: 'word', lang: null, effect: 'flag' },
    { id: '4', text: 'immonde', match: 'word', lang: null, effect: 'refuse' },
  ];

  test('each has the effect it was given', async () => {
    expect(await found('Guignol, incapable, vendu, immonde.', { screening: { words } })).toEqual([
      'banned_word refuse',
      'banned_word hold',
      'heated nudge',
      'suspect_word flag',
    ]);
    expect(isHeld(screen(await draft('Vendu.', { screening: { words } })))).toBe(false);
    expect(isHeld(screen(await draft('Incapable.', { screening: { words } })))).toBe(true);
  });
});

describe('links', () => {
  test('more than allowed hold, trusted hosts are not counted', async () => {
    const three = 'https://a.test https://b.test https://c.test';
    expect(await found(three)).toEqual(['links hold']);
    expect(await found(three, { screening: { trustedHosts: ['c.test'] } })).toEqual([]);
  });

  test('one to a blocked host, or what is under it, holds', async () => {
    expect(await found('https://www.spam.test/x', { screening: { blockedHosts: ['spam.test'] } })).toEqual(['links hold']);
    expect(await found('https://notspam.test/x', { screening: { blockedHosts: ['spam.test'] } })).toEqual([]);
  });

  test('any holds from an account that is too young', async () => {
    expect(await found('https://a.test', { author: { createdAt: daysAgo(1) }, screening: { linksAfterDays: 3 } })).toEqual(['links hold']);
    expect(await found('https://a.test', { author: { createdAt: daysAgo(4) }, screening: { linksAfterDays: 3 } })).toEqual([]);
  });
});

describe('repeats', () => {
  const earlier = (source: string) => [{ source, createdAt: daysAgo(1), state: 'published' as const }];

  test('the same text again is a repeat', async () => {
    expect(await found(LONG, { latest: earlier(`  ${LONG.toUpperCase()}`) })).toEqual(['repeat hold']);
  });

  test('nearly the same is told apart, one’s own or another’s', async () => {
    expect(await found(`Bonjour à tous. ${LONG} Voilà.`, { latest: earlier(LONG) })).toEqual(['near_repeat hold']);
    expect(screen(await draft(`${LONG} Voilà.`, { beside: [LONG] }))[0]).toMatchObject({ phase: 'near_repeat', facts: { own: 0 } });
  });

  test('what is quoted is not repeated', async () => {
    expect(
      await found(`> ${LONG}\n\nJe ne suis pas de cet avis, les bus passeront par la rue des Lilas comme avant.`, { beside: [LONG] }),
    ).toEqual([]);
  });
});

describe('pace', () => {
  test('a long text sent in a second is flagged; where nobody told, nothing is said', async () => {
    expect(await found(LONG, { typedMs: 900 })).toEqual(['typed_too_fast flag']);
    expect(await found(LONG, { typedMs: 40_000 })).toEqual([]);
    expect(await found('Merci !', { typedMs: 100 })).toEqual([]);
  });

  test('nine posts in ten minutes are a flood', async () => {
    const latest = Array.from({ length: 8 }, (_, i) => ({ source: `Message ${i}`, createdAt: now, state: 'published' as const }));
    expect(await found('Encore.', { latest })).toEqual(['flood hold']);
  });
});

describe('the author', () => {
  const record = (states: Draft['latest'][number]['state'][]) => states.map((state) => ({ source: '', createdAt: daysAgo(2), state }));

  test('two refusals of five call for a look', async () => {
    expect(await found('Bon.', { latest: record(['published', 'rejected', 'published', 'removed', 'published']) })).toEqual([
      'recent_record hold',
    ]);
    expect(await found('Bon.', { latest: record(['rejected', 'removed', 'deleted', 'held', 'held']) })).toEqual([]);
  });

  test('who is watched is flagged, and no more', async () => {
    expect(await found('Bon.', { author: { watched: true } })).toEqual(['watched flag']);
  });

  test('a sanction holds, whatever the settings', async () => {
    expect(await found('Bon.', { author: { approval: true } })).toEqual(['approval_required hold']);
  });

  test('the newsroom is not screened', async () => {
    expect(await found('https://a.test https://b.test https://c.test', { author: { role: 'journalist' } })).toEqual([]);
  });
});

describe('personal data', () => {
  test.each([
    ['Son numéro : 06 12 34 56 78', '06 12 34 56 78'],
    ['+33 (0)6.12.34.56.78', '+33 (0)6.12.34.56.78'],
    ['Écrivez à jean.dupont@mairie.test, vite', 'jean.dupont@mairie.test'],
    ['IBAN FR76 3000 6000 0112 3456 7890 189', 'FR76 3000 6000 0112 3456 7890 189'],
    ['Il habite 12 bis rue des Lilas, 35400 Saint-Malo', '12 bis rue des Lilas'],
    ['She lives at 12 Acacia Avenue, SW1A 1AA', '12 Acacia Avenue'],
  ])('%s', async (source, passage) => {
    const [finding] = screen(await draft(source));
    expect(finding).toMatchObject({ phase: 'personal_data', effect: 'hold' });
    expect(finding!.evidence).toContain(passage);
  });

  test.each([
    'Le 22 novembre 2026 à 19 h 30',
    'FR76 3000 6000 0112 3456 7890 188',
    'Mon adresse : ada@example.test',
    '1 234 567 890 euros',
    'Article 12, alinéa 3',
    'Le fil 01a204fb-0566-7192-85a4-967d3bf5eae2',
  ])('%s is nobody’s', async (source) => expect(await found(source)).toEqual([]));

  test('a street and number without its town only flags', async () => {
    expect(await found('La boulangerie du 12 rue des Lilas')).toEqual(['personal_data flag']);
  });
});

describe('the text', () => {
  test('capitals', async () => expect(await found('ON NOUS MENT DEPUIS TOUJOURS ICI')).toEqual(['capitals flag']));
  test('an acronym is no shout', async () => expect(await found('SNCF !')).toEqual([]));
  test('another language than the site’s', async () => {
    expect(await found('The bridge will be closed for eighteen months and nobody knows what they will do with the buses.')).toEqual([
      'language flag',
    ]);
    expect(await found('Мост будет закрыт на восемнадцать месяцев.')).toEqual(['language flag']);
    expect(await found('Thank you very much!')).toEqual([]);
  });
  test('pictures', async () => {
    expect(await found('![chat](https://a.test/chat)')).toEqual(['media flag']);
    expect(await found('https://a.test/chat.PNG?x=1')).toEqual(['media flag']);
  });
  test('the quote of a text that was taken down', async () => {
    expect(
      await found('> Ce sont tous des voleurs en écharpe\n\nIl avait raison.', {
        removed: ['Ce sont TOUS des voleurs en écharpe, vraiment.'],
      }),
    ).toEqual(['quotes_removed hold']);
  });
  test('a change of what somebody approved', async () => {
    expect(await found('Autre chose.', { wasPublic: true, wasApproved: true })).toEqual(['late_edit hold']);
    expect(await found('Autre chose.', { wasPublic: true })).toEqual([]);
  });
});

describe('effects', () => {
  test('a site may want another, or none', async () => {
    const shout = 'ON NOUS MENT DEPUIS TOUJOURS ICI';
    expect(await found(shout, { screening: { effects: { capitals: 'nudge' } } })).toEqual(['capitals nudge']);
    expect(await found(shout, { screening: { effects: { capitals: 'off' } } })).toEqual([]);
  });

  test('the classifier ranks from one score on and holds from another; an effect changes what it holds only', async () => {
    const score = (toxicity: number) => ({
      toxicity,
      spam: 0,
      passages: { toxicity: ['mot'], spam: [] },
    });
    expect(await found('Mot.', { score: score(0.7) })).toEqual(['toxicity flag']);
    expect(await found('Mot.', { score: score(0.97) })).toEqual(['toxicity hold']);
    expect(await found('Mot.', { score: score(0.97), screening: { effects: { toxicity: 'nudge' } } })).toEqual(['toxicity nudge']);
    expect(await found('Mot.', { score: score(0.7), screening: { effects: { toxicity: 'nudge' } } })).toEqual(['toxicity flag']);
    expect(await found('Mot.', { score: score(0.99), screening: { classifier: { on: true, rankFrom: 0.5, holdFrom: null } } })).toEqual([
      'toxicity flag',
    ]);
    expect(await found('Mot.', { score: score(0.99), screening: { classifier: { on: false, rankFrom: 0.5, holdFrom: 0.9 } } })).toEqual([]);
  });
});
