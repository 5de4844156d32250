import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from './corpus.ts';
import { table } from './figures.ts';

type Figures = { sets: string; test: string; cases: string; unseen: string; learning: string };

/** The model card: its words are in card.template.md, its figures come from what was just trained. */
export function writeCard(figures: Figures): string {
  const template = readFileSync(join(import.meta.dirname, 'card.template.md'), 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: keyof Figures) => figures[name]);
}

/** What the corpus holds, set by set. */
export function setFigures(samples: Sample[]): string {
  const sets = Array.from(Map.groupBy(samples, ({ src }) => src)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const count = (rows: Sample[], split: string) => rows.filter((row) => row.split === split).length;
  return table(
    ['set', 'language', 'toxic', 'not', 'spam', 'not', 'train', 'dev', 'test'],
    sets.map(([src, rows]) => [
      src,
      rows[0]!.lang,
      ...(['toxicity', 'spam'] as const).flatMap((head) => [1, 0].map((label) => rows.filter((row) => row[head] === label).length)),
      ...['train', 'dev', 'test'].map((split) => count(rows, split)),
    ]),
  );
}
