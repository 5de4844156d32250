import { z } from 'zod';
import type { GuardedFetch } from '../http/guarded-fetch.ts';
import type { LinkPreview } from '../posts/schema.ts';
import type { Played } from './players.ts';
import { DESCRIPTION, inLine, TITLE } from './read-page.ts';

const FACTS = z.object({ title: z.string().catch(''), author_name: z.string().catch('') });
/** Milliseconds; bytes: a few lines of JSON. */
const LIMITS = { timeoutMs: 5000, maxBytes: 64 * 1024 };

/** What a known host says of what it plays. It plays without: then its address is its name. */
export async function readPlayer(fetch: GuardedFetch, url: string, { name, src, facts }: Played): Promise<LinkPreview> {
  const said = await fetch(facts, { ...LIMITS, headers: { accept: 'application/json' } })
    .then((answer) => (answer.ok ? answer.json() : {}))
    .catch(() => ({}));
  const { title, author_name: author } = FACTS.catch({ title: '', author_name: '' }).parse(said);
  const bare = url.replace(/^https?:\/\/(?:www\.)?/, '');
  return { url, title: inLine(title, TITLE) || inLine(bare, TITLE), description: inLine(author, DESCRIPTION), site: name, player: src };
}
