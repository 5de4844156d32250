// WebVTT (W3C, Web Video Text Tracks), read strictly and written anew: what a browser is sent was put together here.
import { Refusal } from '../errors.ts';

/** Bytes: three hours of talk. */
export const CAPTIONS_BYTES = 256 * 1024;
const MOST_CUES = 5000;

const STAMP = String.raw`(?:\d{2,3}:)?[0-5]\d:[0-5]\d\.\d{3}`;
const TIMING = new RegExp(String.raw`^(${STAMP})[ \t]+-->[ \t]+(${STAMP})((?:[ \t]+[\w-]+:\S+)*)[ \t]*$`);
/** Where it stands; what names a region or a style is left out with them. */
const SETTING = /^(?:align:(?:start|center|end|left|right)|(?:line|position|size):-?\d{1,3}(?:\.\d+)?%?)$/;
/** Bold, italic, underlined, and who speaks. */
const TAG = /<(\/?[biu]|v(?:[ \t][^<>&]{1,60})?|\/v)>/g;
const ENTITY = /&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)/g;

export type Captions = { vtt: string; lines: string[] };

/** Refuses `invalid`, naming the line, for what is no WebVTT, has no words, or holds more than words and who says them. */
export function readCaptions(sent: Uint8Array): Captions {
  if (sent.length > CAPTIONS_BYTES) throw refusal('captions.tooLarge', { max: CAPTIONS_BYTES / 1024 });
  const rows = decode(sent).split('\n');
  if (!/^WEBVTT(?:[ \t]|$)/.test(rows[0]!)) throw refusal('captions.unknown');
  const cues: { head: string; lines: string[] }[] = [];
  let last = 0;
  for (const { at, block } of blocksOf(rows)) {
    if (/^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(block[0]!)) continue;
    // A cue may have a name before its time.
    const time = block[0]!.includes('-->') ? 0 : 1;
    const [, from, to, settings] = TIMING.exec(block[time] ?? '') ?? [];
    if (!from || secondsOf(from) < last || secondsOf(to!) <= secondsOf(from)) throw refusal('captions.time', { line: at + time });
    last = secondsOf(from);
    const kept = settings!.split(/[ \t]+/).filter((one) => SETTING.test(one));
    const lines = block.slice(time + 1).map((line, i) => clean(line, at + time + 1 + i));
    cues.push({ head: [`${from} --> ${to}`, ...kept].join(' '), lines });
  }
  if (!cues.some(({ lines }) => lines.length > 0)) throw refusal('captions.empty');
  if (cues.length > MOST_CUES) throw refusal('captions.tooMany', { max: MOST_CUES });
  return {
    vtt: `WEBVTT\n${cues.map(({ head, lines }) => `\n${[head, ...lines].join('\n')}\n`).join('')}`,
    lines: cues.flatMap(({ lines }) => lines).map(wordsOf),
  };
}

/** What is said in captions that were read before. */
export const linesIn = (vtt: string): string[] => readCaptions(Buffer.from(vtt)).lines;

function decode(sent: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sent).replace(/\r\n?/g, '\n');
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  throw refusal('captions.unknown');
}

/** What stands between empty lines, the head apart; `at`: the line on which it begins, from one. */
function blocksOf(rows: string[]): { at: number; block: string[] }[] {
  const blocks: { at: number; block: string[] }[] = [];
  for (const [i, row] of rows.entries()) {
    if (row.trim() === '') continue;
    if (i > 0 && rows[i - 1]!.trim() !== '') blocks.at(-1)?.block.push(row);
    else blocks.push({ at: i + 1, block: [row] });
  }
  return blocks.filter(({ at }) => at > 1);
}

function clean(line: string, at: number): string {
  if (/[<>]/.test(line.replace(TAG, '')) || line.includes('-->')) throw refusal('captions.tag', { line: at });
  return line.replace(ENTITY, '&amp;').trim();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '', rlm: '' };
const wordsOf = (line: string) =>
  line
    .replace(/<v(?:[ \t]([^<>]*))?>/g, (_, who = '') => (who ? `${who} – ` : ''))
    .replace(/<[^<>]*>/g, '')
    .replace(/&(\w+);/g, (_, name: string) => ENTITIES[name]!);

const secondsOf = (stamp: string) => stamp.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

const refusal = (key: string, args?: Record<string, number>) =>
  new Refusal('invalid', { fields: { captions: args ? [key, args] : [key] } });
