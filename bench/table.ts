import type { FanOut } from './fan-out.ts';
import type { Rate } from './load.ts';

export type Row = { name: string; ours: Rate; bare: Rate; goal?: number };

export function printRates(title: string, rows: Row[]) {
  head(title, ['a second', 'p50', 'p99', 'bare', 'ratio', 'goal']);
  for (const { name, ours, bare, goal } of rows) {
    const ratio = ours.perSecond / bare.perSecond;
    line(name, [
      whole(ours.perSecond),
      ms(ours.p50),
      ms(ours.p99),
      whole(bare.perSecond),
      ratio.toFixed(3),
      goal ? judged(`≥ ${goal}`, ratio >= goal) : '',
    ]);
  }
}

export function printFanOut(title: string, ours: FanOut, bare: FanOut) {
  head(title, ['deliveries', 'p50', 'p99', 'missing', 'ratio', '']);
  const p50 = (bare.p50 / ours.p50).toFixed(3);
  line('answered to delivered', [whole(ours.perSecond), ms(ours.p50), ms(ours.p99), whole(ours.missing), p50, '']);
  line('bare', [whole(bare.perSecond), ms(bare.p50), ms(bare.p99), whole(bare.missing), '', '']);
}

export function printIdle(readyMs: number, { pss, rss }: { pss: number; rss: number }) {
  head('At rest: an empty database', ['', '', '', '', '', 'goal']);
  line('start to ready', [`${(readyMs / 1000).toFixed(2)} s`, '', '', '', '', judged('< 2 s', readyMs < 2000)]);
  line('memory (PSS; RSS)', [`${whole(pss)} MB`, `${whole(rss)} MB`, '', '', '', judged('< 150 MB', pss < 150)]);
}

function head(title: string, columns: string[]) {
  console.log(`\n${title}`);
  line('', columns);
}

const line = (name: string, cells: string[]) =>
  console.log(`  ${name.padEnd(24)}${cells.map((cell) => cell.padStart(11)).join('')}`.trimEnd());
const judged = (goal: string, met: boolean) => `${goal} ${met ? 'met' : 'missed'}`;
const whole = (n: number) => Math.round(n).toLocaleString('en');
const ms = (n: number) => (n === 0 ? '' : `${n < 10 ? n.toFixed(1) : Math.round(n)} ms`);
