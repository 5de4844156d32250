// `npm run eval:classifier [-- corpus]`: what the committed weights make of the test split. The model card says the same.
import { readModel } from '../model.ts';
import { caseFigures } from './case-figures.ts';
import { corpusFile, readCorpus } from './corpus.ts';
import { testFigures } from './test-figures.ts';

const file = corpusFile(process);
if (file) {
  const model = readModel();
  process.stdout.write(`${testFigures(model, readCorpus(file))}\n\n${caseFigures(model)}\n`);
}
