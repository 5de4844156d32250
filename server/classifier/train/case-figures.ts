import type { Model } from '../model.ts';
import cases from './cases.json' with { type: 'json' };
import { percent, table } from './figures.ts';
import { scoreBy } from './test-figures.ts';
import { TRICKS } from './tricks.ts';

type Lang = 'en' | 'fr';
const LANGS: Lang[] = ['en', 'fr'];
const THRESHOLDS = [0.5, 0.95];
/** Harmless sentences before an insult and after it. */
const AROUND = [1, 3, 7];

/** Sentences of our own, each kind made to ask one question, as Markdown. They need no corpus. */
export function caseFigures(model: Model): string {
  return [
    '### Sentences of our own',
    byKind(model),
    '### Groups named, harmlessly',
    byGroup(model),
    '### One sentence of abuse among others',
    byLength(model),
    '### Disguises',
    byTrick(model),
  ].join('\n\n');
}

function byKind(model: Model): string {
  const kinds: [name: string, sentencesIn: (lang: Lang) => string[]][] = [
    ['somebody of a group, harmless', (lang) => cases.person[lang].groups.flatMap((group) => fill(cases.person[lang].sentences, group))],
    ['a group, harmless', (lang) => cases.group[lang].groups.flatMap((group) => fill(cases.group[lang].sentences, group))],
    ['hatred is quoted, and answered', (lang) => cases.counterSpeech[lang]],
    ['ordinary, some of it cross', (lang) => cases.ordinary[lang]],
    ['abuse', (lang) => cases.abuse[lang]],
  ];
  return table(
    ['', '', 'sentences', 'at .5', 'at .95'],
    kinds.flatMap(([name, sentencesIn]) =>
      LANGS.map((lang) => [
        name,
        lang,
        sentencesIn(lang).length,
        ...THRESHOLDS.map((at) => percent(shareOf(model, sentencesIn(lang), at))),
      ]),
    ),
  );
}

function byGroup(model: Model): string {
  return table(
    ['', '', 'at .5', 'at .95'],
    LANGS.flatMap((lang) =>
      [cases.person[lang], cases.group[lang]].flatMap(({ groups, sentences }) =>
        groups.map((group) => [lang, group, ...THRESHOLDS.map((at) => percent(shareOf(model, fill(sentences, group), at)))]),
      ),
    ),
  );
}

function byLength(model: Model): string {
  return table(
    ['', 'sentences around it', 'found at .5', 'the same without it'],
    LANGS.flatMap((lang) =>
      AROUND.map((around) => {
        const among = cases.abuse[lang].map((abuse, i) => [...run(lang, i, around), abuse, ...run(lang, i + around, around)].join(' '));
        const without = cases.abuse[lang].map((_, i) => run(lang, i, 2 * around).join(' '));
        return [lang, 2 * around, percent(shareOf(model, among, 0.5)), percent(shareOf(model, without, 0.5))];
      }),
    ),
  );
}

function byTrick(model: Model): string {
  const abuse = LANGS.flatMap((lang) => cases.abuse[lang]);
  return table(
    ['abuse, with', 'found at .5'],
    [['nothing', (text: string) => text] as const, ...TRICKS].map(([name, trick]) => [
      name,
      percent(shareOf(model, abuse.map(trick), 0.5)),
    ]),
  );
}

const fill = (sentences: string[], group: string) => sentences.map((sentence) => capital(sentence.replace('{}', group)));
const capital = (sentence: string) => sentence[0]!.toUpperCase() + sentence.slice(1);

/** So many of the ordinary sentences, from one on, round again at their end. */
function run(lang: Lang, from: number, count: number): string[] {
  const { [lang]: ordinary } = cases.ordinary;
  return Array.from({ length: count }, (_, i) => ordinary[(from + i) % ordinary.length]!);
}

function shareOf({ toxicity }: Model, sentences: string[], threshold: number): number {
  return sentences.filter((sentence) => scoreBy(toxicity, sentence) >= threshold).length / sentences.length;
}
