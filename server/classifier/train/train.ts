// `npm run train:classifier [-- corpus]`: the committed weights and the model card, anew from the corpus. The same corpus makes the same bytes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADS, readModel } from '../model.ts';
import { encodeTable } from '../table.ts';
import { setFigures, writeCard } from './card.ts';
import { caseFigures } from './case-figures.ts';
import { corpusFile, prepare, readCorpus } from './corpus.ts';
import { testFigures } from './test-figures.ts';
import { trainHead } from './train-head.ts';
import { unseenFigures } from './unseen-figures.ts';

const file = corpusFile(process);
if (file) {
  const folder = join(import.meta.dirname, '..');
  const samples = prepare(readCorpus(file));
  for (const head of HEADS) writeFileSync(join(folder, 'weights', `${head}.bin`), encodeTable(trainHead(head, samples)));
  const model = readModel();
  const figures = { sets: setFigures(samples), test: testFigures(model, samples), cases: caseFigures(model), ...unseenFigures(samples) };
  writeFileSync(join(folder, 'model-card.md'), writeCard(figures));
  process.stdout.write(`${figures.test}\n`);
}
