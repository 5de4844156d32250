// The first page of a long queue, whatever it is narrowed to, as the desk asks for it.
import type { CasesPage } from '#server/cases/wire.ts';
import type { Queue } from './queue-town.ts';
import type { Product } from './product.ts';

const TIMES = 15;
/** Pages read before memory is looked at a second time. */
const MANY = 300;

export type QueueRead = { name: string; rows: number; p50: number; most: number };

/** The last ones find nothing, and look through all there is. */
const views = (thread: string) => ({
  'all of it': '',
  'a lane': 'lane=reported',
  'a lane of the rare': 'lane=escalated',
  'one’s own': 'lane=mine',
  'a section': 'section=Sport',
  'a thread': `thread=${thread}`,
  'a reason': 'reason=flood',
  'a language': 'language=en',
  'a weight': 'score=12',
  'an age': 'age=700',
  'no such section': 'section=Nulle+part',
  'no such reason': 'reason=appeal',
  'no such language': 'language=it',
  'no such weight': 'score=900',
});

export async function readQueue({ url }: Product, { cookie, thread }: Queue): Promise<QueueRead[]> {
  const reads: QueueRead[] = [];
  for (const [name, query] of Object.entries(views(thread))) {
    const times: number[] = [];
    let rows = 0;
    for (let n = 0; n <= TIMES; n++) {
      const began = performance.now();
      rows = (await page(url, cookie, query)).cases.length;
      if (n > 0) times.push(performance.now() - began); // the first one warms up
    }
    times.sort((a, b) => a - b);
    reads.push({ name, rows, p50: times[Math.floor(TIMES / 2)]!, most: times.at(-1)! });
  }
  return reads;
}

/** What reading page after page leaves in memory, in megabytes. */
export async function growth(product: Product, { cookie }: Queue): Promise<{ before: number; after: number }> {
  const before = product.memory().pss;
  let cursor: string | null = '';
  for (let n = 0; n < MANY && cursor !== null; n++)
    cursor = (await page(product.url, cookie, cursor && `cursor=${encodeURIComponent(cursor)}`)).next;
  return { before, after: product.memory().pss };
}

async function page(url: string, cookie: string, query: string): Promise<CasesPage> {
  const answer = await fetch(`${url}/api/v1/cases?${query}`, { headers: { cookie } });
  if (!answer.ok) throw new Error(`${query}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as CasesPage;
}
