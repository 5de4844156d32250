import { fitLogistic, type Example } from '../logistic.ts';
import type { Head } from '../model.ts';
import { quantise, type Table } from '../table.ts';
import type { Weighable } from './corpus.ts';

/** C = 4: of five tried on the development split, the best for toxicity in either language; spam hardly differs. */
const RIDGE = 1 / 4;
/** Of one set and kind: one large set of tweets would teach the manners of tweets. */
const MOST_OF_A_SET = 4000;
/** Of each set that says nothing of spam, taken for none: else whatever isn't a text message looked like some. */
const MOST_UNSAID = 1000;

/** The table of a head, from the training split; `without` leaves sets out, to be judged by what was never seen. */
export function trainHead(head: Head, samples: Weighable[], without: string[] = []): Table {
  const tested = new Set(samples.filter(({ split }) => split !== 'train').map(printOf));
  const rows = samples.filter(({ split, src }) => split === 'train' && !without.includes(src));
  const taken = cap(rows.flatMap((row) => labelled(head, row))).filter(({ row }) => !tested.has(printOf(row)));
  return quantise(fitLogistic(balance(taken), RIDGE));
}

type Labelled = { row: Weighable; label: 0 | 1; said: boolean };

function labelled(head: Head, row: Weighable): Labelled[] {
  if (row[head] !== null) return [{ row, label: row[head], said: true }];
  return head === 'spam' ? [{ row, label: 0, said: false }] : [];
}

function cap(all: Labelled[]): Labelled[] {
  const taken = new Map<string, number>();
  return all.filter(({ row, label, said }) => {
    const count = (taken.get(`${row.src} ${label}`) ?? 0) + 1;
    taken.set(`${row.src} ${label}`, count);
    return count <= (said ? MOST_OF_A_SET : MOST_UNSAID);
  });
}

/** Each language and each label weighs as much as any other. */
function balance(taken: Labelled[]): Example[] {
  const groups = Map.groupBy(taken, ({ row, label }) => `${row.lang} ${label}`);
  return taken.map(({ row, label }) => {
    const size = groups.get(`${row.lang} ${label}`)!.length;
    return { buckets: row.buckets, label, base: 0, weight: taken.length / groups.size / size };
  });
}

/** Two texts with one print are the same to the model. */
const printOf = ({ buckets }: Weighable) => Buffer.from(buckets.buffer).toString('latin1');
