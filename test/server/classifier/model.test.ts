import { expect, test } from 'vitest';
import { readModel, score } from '#server/classifier/model.ts';

const model = readModel();

test.each([
  ['Je ne suis pas d’accord avec la mairie, et voici pourquoi.', 'Espèce de connard, ferme ta gueule.'],
  ['Thank you for this article, I learned a lot.', 'Shut up, you stupid bitch.'],
  ['Je suis musulmane et lectrice de ce journal.', 'Sales Arabes, rentrez dans votre pays de merde.'],
  ['The referee was right, I was there.', 'The referee is a fucking retard.'],
])('%s stands behind %s', (calm, abusive) => {
  expect(score(model, calm).toxicity).toBeLessThan(score(model, abusive).toxicity);
});

test('spam stands before conversation', () => {
  const spam = score(model, 'WINNER!! Claim your free prize now, call 0906 1701 461 or visit http://win.example');

  expect(spam.spam).toBeGreaterThan(0.9);
  expect(score(model, 'On se retrouve place du marché demain matin ?').spam).toBeLessThan(0.5);
});

test('the words that drove it, as they were written', () => {
  const { passages } = score(model, 'Monsieur le maire, vous êtes un c\u200bonn@rd et je le dis calmement.');

  expect(passages.toxicity.join(' ')).toContain('c\u200bonn@rd');
  expect(passages.toxicity.join(' ')).not.toContain('calmement');
});

test('every passage stands in the source', () => {
  for (const source of ['ＦＵＣＫ you, i d i o t !!!', 'Va te faire f*utre https://example.org/x', '🤡🤡 sale pute 🤡']) {
    const { passages } = score(model, source);
    for (const passage of [...passages.toxicity, ...passages.spam]) expect(source).toContain(passage);
  }
});

test('what says nothing has nothing to show', () => {
  for (const source of ['', ' ', '\u200b', '🙂', '1234', 'А'.repeat(20_000)]) {
    const { toxicity, spam } = score(model, source);
    expect(toxicity).toBeGreaterThanOrEqual(0);
    expect(toxicity + spam).toBeLessThan(1);
  }
});

test('an insult is not hidden by the paragraphs around it', () => {
  const around = 'Je trouve que la mairie a eu tort de couper les platanes de la place, on aurait pu en discuter avant. ';

  const hidden = score(model, around.repeat(6) + 'Espèce de connard, ferme ta gueule. ' + around.repeat(6));

  expect(hidden.toxicity).toBeGreaterThan(20 * score(model, around.repeat(12)).toxicity);
  expect(hidden.passages.toxicity.join(' ')).toContain('connard');
});
