import { textOf } from '../markdown/text-of.ts';
import { percentAlike } from '../moderation/likeness.ts';
import type { CaseRecord } from './queries.ts';
import type { DifferencesWire } from './wire.ts';

/** What cases to be decided together have in common, and in what they differ: said before they are. */
export function differencesOf(rows: CaseRecord[]): DifferencesWire {
  const texts = rows.map(({ html }) => (html === null ? '' : textOf(html)));
  return {
    authors: new Set(rows.map(({ authorUid }) => authorUid)).size,
    link: linkOfAll(rows.map(({ html }) => html ?? '')),
    same: Math.min(...texts.slice(1).map((text) => percentAlike(texts[0]!, text))),
    cases: rows.map((row) => ({
      id: row.uid,
      number: row.number,
      author: { id: row.authorUid, name: row.authorName },
      since: row.authorSince.toISOString(),
      reasons: row.reasons,
    })),
  };
}

/** The host that every one of them leads to. */
function linkOfAll(htmls: string[]): string | null {
  const [first, ...others] = htmls.map(hostsIn);
  return [...(first ?? [])].find((host) => others.every((hosts) => hosts.has(host))) ?? null;
}

/** Of HTML that was cleaned when it was written: its links are absolute. */
const hostsIn = (html: string): Set<string> =>
  new Set([...html.matchAll(/href="(https?:[^"]+)"/g)].flatMap(([, url]) => URL.parse(url!)?.hostname ?? []));
