import type { DigestRun } from './digest.ts';
import type { ImportRun } from './importing.ts';
import { LONG, type PageSpeed } from './page-speed.ts';
import type { FanOut } from './fan-out.ts';
import { MOST_STUTTERS, type Frames } from './frames.ts';
import type { QueueRead } from './queue.ts';
import type { Rate } from './load.ts';
import type { PageTimes } from './sizes.ts';

/** One rate a round; `ours[n]` and `bare[n]` were measured one after the other. */
type Row = { name: string; ours: Rate[]; bare: Rate[]; goal?: number | { perSecond: number } };

export function printRates(title: string, rows: Row[]) {
  head(title, ['a second', 'p50', 'p99', 'bare', 'ratio', 'goal']);
  for (const { name, ours, bare, goal } of rows) {
    const ratio = median(ours.map(({ perSecond }, n) => perSecond / bare[n]!.perSecond));
    const [p50, p99] = [median(ours.map((rate) => rate.p50!)), median(ours.map((rate) => rate.p99!))];
    const rates = [ours, bare].map((list) => whole(median(list.map(({ perSecond }) => perSecond))));
    line(name, [
      rates[0]!,
      ms(p50),
      ms(p99),
      rates[1]!,
      ratio.toFixed(3),
      judgedRate(goal, { ratio, perSecond: median(ours.map((rate) => rate.perSecond)) }),
    ]);
  }
}

/** `alone`: seconds of a core for the same posts with nobody there. */
export function printFanOut(title: string, ours: FanOut, bare: FanOut, { alone, rss }: { alone: number; rss: number }) {
  head(title, ['a second', 'missing', 'p50', 'p99', 'p50', 'p99']);
  line('', ['', '', 'from sent', '', 'from', 'answered']);
  for (const [name, { perSecond, missing, sent, answered }] of [['ours', ours] as const, ['bare', bare] as const])
    line(name, [whole(perSecond), whole(missing), ms(sent.p50), ms(sent.p99), ms(answered.p50), ms(answered.p99)]);
  line('each post seen by each', ['', '', '', '', '', judged('p99 ≤ 400 ms', ours.missing === 0 && ours.answered.p99 <= 400)]);
  const telling = ours.cpu - alone;
  const share = telling / bare.cpu;
  line('core for telling; bare', [sec(telling), sec(bare.cpu), '', '', share.toFixed(2), judged('≤ 1.3', share <= 1.3)]);
  line('memory with them (RSS)', [`${whole(rss)} MB`, '', '', '', '', judged('< 400 MB', rss < 400)]);
}

export function printImport({ posts, seconds, without, beside }: ImportRun) {
  head(`A page read 40 times a second, while ${whole(posts)} comments are imported`, ['', 'p50', 'p99', 'most', 'ratio', 'goal']);
  const ratio = beside.p99 / without.p99;
  line('before and after', ['', ms(without.p50), ms(without.p99), ms(without.most)]);
  line('meanwhile', ['', ms(beside.p50), ms(beside.p99), ms(beside.most), ratio.toFixed(2), judged('< 3', ratio < 3)]);
  line('imported', [`${whole(posts / seconds)}/s`, sec(seconds)]);
}

/** Medians; of shifts and of tasks the worst. A paint may come later by what two looks at one page differ. */
export function printPages(pages: PageSpeed[]) {
  head('An article read to its end on a processor four times slower, without comments and with', [
    'without',
    'with',
    '',
    '',
    'noise',
    'goal',
  ]);
  for (const { name, ...looks } of pages)
    for (const [what, key] of [['first paint', 'firstPaint'] as const, ['largest paint', 'largestPaint'] as const]) {
      const [without, having] = [looks.without, looks.with].map((list) => list.map((one) => one[key]));
      const noise = Math.max(...without!) - Math.min(...without!);
      const [before, after] = [median(without!), median(having!)];
      line(`${name}: ${what}`, [ms(before), ms(after), '', '', ms(noise), judged('within noise', after <= before + noise)]);
    }
  for (const { name, ...looks } of pages) {
    const [shift, longest] = (['shift', 'longest'] as const).map((key) =>
      [looks.without, looks.with].map((list) => Math.max(...list.map((one) => one[key]))),
    );
    line(`${name}: shift`, [shift![0]!.toFixed(3), shift![1]!.toFixed(3), '', '', '', judged('+ 0', shift![1]! <= shift![0]!)]);
    line(`${name}: longest task`, [
      ms(longest![0]!),
      ms(longest![1]!),
      '',
      '',
      '',
      judged(`none > ${LONG} ms`, longest![1]! <= Math.max(LONG, longest![0]!)),
    ]);
  }
}

export function printLive(title: string, { perSecond, missing, sent, answered }: FanOut) {
  head(title, ['a second', 'missing', 'p50', 'p99', 'p50', 'p99']);
  line('', ['', '', 'from sent', '', 'from', 'answered']);
  line('', [whole(perSecond), judged('0:', missing === 0), ms(sent.p50), ms(sent.p99), ms(answered.p50), ms(answered.p99)]);
}

export function printFrames(title: string, runs: Frames[]) {
  head(title, ['frames', 'p99', 'over 50 ms', 'longest', 'of a task', 'posts held']);
  for (const { name, frames, p99, stutters, longest, longestTask, held } of runs) {
    const share = judged(`${(stutters * 100).toFixed(1)} %`, stutters <= MOST_STUTTERS);
    line(name, [whole(frames), ms(p99), share, ms(longest), ms(longestTask), whole(held)]);
  }
}

export function printIdle(readyMs: number, { pss, rss }: { pss: number; rss: number }) {
  head('At rest: an empty database', ['', '', '', '', '', 'goal']);
  line('start to ready', [`${(readyMs / 1000).toFixed(2)} s`, '', '', '', '', judged('< 2 s', readyMs < 2000)]);
  line('memory (PSS; RSS)', [`${whole(pss)} MB`, `${whole(rss)} MB`, '', '', '', judged('< 130 MB', rss < 130)]);
}

export function printSessionCheck({ p50, p99 }: { p50: number; p99: number }) {
  head('A session checked: one prepared read', ['', 'p50', 'p99', '', '', 'goal']);
  line('', ['', micro(p50), micro(p99), '', '', judged('≤ 200 µs', p50 <= 0.2)]);
}

export function printScoring({ p50, p99 }: { p50: number; p99: number }) {
  head('The classifier, for a post of 300 characters', ['', 'p50', 'p99', '', '', 'goal']);
  line('', ['', micro(p50), micro(p99), '', '', judged('≤ 50 µs', p50 <= 0.05)]);
}

export function printScreening({ p50, p99 }: { p50: number; p99: number }) {
  head('All local phases, for the same', ['', 'p50', 'p99', '', '', 'goal']);
  line('', ['', micro(p50), micro(p99), '', '', judged('< 1 ms', p50 < 1)]);
}

export function printQueue(open: number, reads: QueueRead[], { before, after }: { before: number; after: number }) {
  head(`The queue: the first page of ${whole(open)} open cases`, ['cases', 'p50', 'most', '', '', 'goal']);
  for (const { name, rows, p50, most } of reads) line(name, [whole(rows), ms(p50), ms(most), '', '', judged('< 50 ms', p50 < 50)]);
  line('memory, 300 pages on', [`${whole(before)} MB`, `${whole(after)} MB`, '', '', '', judged('flat', after < before * 1.2)]);
}

export function printSizes(title: string, pages: PageTimes[]) {
  head(title, ['few', 'many', '', '', 'ratio', 'goal']);
  for (const { name, small, large } of pages)
    line(name, [ms(small), ms(large), '', '', (large / small).toFixed(2), judged('≤ 1.3', large <= small * 1.3)]);
}

export function printSearching(posts: number, { p50, p95 }: { p50: number; p95: number }) {
  head(`A search among ${whole(posts)} posts, over a mix`, ['', 'p50', 'p95', '', '', 'goal']);
  line('', ['', ms(p50), ms(p95), '', '', judged('< 50 ms', p95 < 50)]);
}

export function printDigest(members: number, { notices, told, sent, seconds, cpu, memory, without, beside }: DigestRun) {
  head(`Digests, daily and weekly, in ten parts: ${whole(members)} members, ${whole(notices)} notices; mails go nowhere`, [
    '',
    '',
    'a second',
    '',
    '',
    'goal',
  ]);
  line('notices told', [whole(notices), '', whole(told)]);
  line('letters left', [whole(sent), `${seconds.toFixed(1)} s`, whole(sent / seconds), '', '', judged('< 10 min', seconds < 600)]);
  line('of a core, with readers', ['', `${cpu.toFixed(1)} s`]);
  line('memory before, most', [`${whole(memory.before)} MB`, `${whole(memory.most)} MB`]);
  head('A page of a thread, read 40 times a second', ['', 'p50', 'p99', 'most', '', 'goal']);
  line('as long without them', ['', ms(without.p50), ms(without.p99), ms(without.most)]);
  line('meanwhile', ['', ms(beside.p50), ms(beside.p99), ms(beside.most), '', judged('≤ 30 ms more', beside.p99 <= without.p99 + 30)]);
}

/** Rows of the first one's columns, the name of each before them. */
export type Table = { title: string; rows: [name: string, ...cells: string[]][] };

/** All that was printed so far. */
export const printed: Table[] = [];

function head(title: string, columns: string[]) {
  printed.push({ title, rows: [] });
  console.log(`\n${title}`);
  line('', columns);
}

function line(name: string, cells: string[]) {
  printed.at(-1)!.rows.push([name, ...cells]);
  console.log(`  ${name.padEnd(24)}${cells.map((cell) => ` ${cell.padStart(11)}`).join('')}`.trimEnd());
}

function judgedRate(goal: Row['goal'], { ratio, perSecond }: { ratio: number; perSecond: number }): string {
  if (goal === undefined) return '';
  return typeof goal === 'number'
    ? judged(`≥ ${goal}`, ratio >= goal)
    : judged(`≥ ${whole(goal.perSecond)}/s`, perSecond >= goal.perSecond);
}
const judged = (goal: string, met: boolean) => `${goal} ${met ? 'met' : 'missed'}`;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const whole = (n: number) => Math.round(n).toLocaleString('en');
const ms = (n: number) => `${n < 10 ? n.toFixed(1) : Math.round(n)} ms`;
const sec = (n: number) => `${n.toFixed(1)} s`;
const micro = (n: number) => `${whole(n * 1000)} µs`;
