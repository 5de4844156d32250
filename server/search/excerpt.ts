import { hitsOf, type Hit } from './hits.ts';
import type { Clause } from './parse-query.ts';
import type { Marked } from './wire.ts';
import { wordsOf } from './words.ts';

/** About three lines of a result, in characters; and what stands before its first hit. */
const LENGTH = 220;
const BEFORE = 60;
/** A word is not cut; what goes on without one for longer is. */
const SLACK = 20;

/** The part of a text where most of what is looked for stands, as it was written, with the hits marked. */
export function excerptOf(text: string, clauses: Clause[]): Marked[] {
  const flat = text.replace(/\s*\n\s*/g, ' ');
  const hits = hitsOf(wordsOf(flat, ['fr', 'en']), clauses);
  const start = wordStart(flat, Math.max(0, densest(hits) - BEFORE));
  const end = wordEnd(flat, Math.min(flat.length, start + LENGTH));
  const parts = markedIn(flat, { start, end }, hits);
  return [...(start > 0 ? [{ text: '… ' }] : []), ...parts, ...(end < flat.length ? [{ text: ' …' }] : [])];
}

/** All of a title. */
export const markTitle = (title: string, clauses: Clause[]): Marked[] =>
  markedIn(title, { start: 0, end: title.length }, hitsOf(wordsOf(title, ['fr', 'en']), clauses));

/** Where the window with the most different clauses begins; the first of those. */
function densest(hits: Hit[]): number {
  const counts = hits.map(
    ({ at }) => new Set(hits.filter((hit) => hit.at >= at && hit.end <= at + LENGTH - BEFORE).map((hit) => hit.clause)).size,
  );
  return hits[counts.indexOf(Math.max(...counts))]?.at ?? 0;
}

function markedIn(text: string, { start, end }: { start: number; end: number }, hits: Hit[]): Marked[] {
  const parts: Marked[] = [];
  let done = start;
  for (const hit of hits) {
    if (hit.at < done || hit.end > end) continue;
    if (hit.at > done) parts.push({ text: text.slice(done, hit.at) });
    parts.push({ text: text.slice(hit.at, hit.end), hit: true });
    done = hit.end;
  }
  return done < end ? [...parts, { text: text.slice(done, end) }] : parts;
}

function wordStart(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return at === 0 ? 0 : space >= at - SLACK ? space + 1 : at;
}

function wordEnd(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  if (space < 0) return text.length - at <= SLACK ? text.length : at;
  return space - at <= SLACK ? space : at;
}
