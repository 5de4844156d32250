import { readModel, score } from '../server/classifier/model.ts';
import { renderBody } from '../server/markdown/render.ts';
import { screen, type Draft } from '../server/moderation/screen.ts';
import { banned, screeningOf } from '../server/moderation/screening.ts';
import { textOf } from './words.ts';

const POSTS = 2000;
/** What a newsroom's lists grow to: words, and patterns among them. */
const [WORDS, PATTERNS] = [500, 50];

/** What all local phases take for a post of about 300 characters by somebody with a record, in a busy thread, in milliseconds; rendering apart. */
export async function measureScreening(): Promise<{ p50: number; p99: number }> {
  const drafts: Draft[] = [];
  for (let n = 0; n < POSTS; n++) drafts.push(await draftOf(n)); // all at once are more than the one who reads HTML takes
  const model = readModel();
  const once = (draft: Draft) => screen({ ...draft, score: score(model, draft.source) });
  drafts.forEach(once);
  const took = drafts
    .map((draft) => {
      const began = performance.now();
      once(draft);
      return performance.now() - began;
    })
    .toSorted((a, b) => a - b);
  return { p50: took[POSTS * 0.5]!, p99: took[POSTS * 0.99]! };
}

const words = Array.from({ length: WORDS }, (_, n) => {
  const text = `injure${n.toString(36)}`;
  return n < PATTERNS ? { ...banned(`${text}*`), match: 'pattern' as const } : banned(text);
});
const now = new Date('2026-11-22T12:00:00Z');

async function draftOf(n: number): Promise<Draft> {
  const source = textOf(n);
  return {
    source,
    html: await renderBody(source, 'markdown'),
    author: {
      role: 'member',
      postCount: 40,
      rejectedCount: 1,
      createdAt: new Date('2025-01-01T00:00:00Z'),
      emailConfirmed: true,
      suspicion: [],
      watched: false,
      approval: false,
      addresses: [],
    },
    latest: Array.from({ length: 20 }, (_post, i) => ({
      source: textOf(n * 31 + i),
      createdAt: new Date('2026-11-20T12:00:00Z'),
      state: 'published',
    })),
    pace: 8,
    beside: Array.from({ length: 30 }, (_post, i) => textOf(n * 17 + i)),
    removed: [],
    returned: [],
    typedMs: 60_000,
    wasPublic: false,
    wasApproved: false,
    moderation: 'after',
    locale: 'fr',
    screening: { ...screeningOf({} as Parameters<typeof screeningOf>[0]), words },
    score: null,
    now,
  };
}
