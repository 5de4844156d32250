// The posts of a month, screened as the site does and as it might. Reads only.
import type { Reader } from '../db/database.ts';
import { correctionOf } from '../classifier/correction-of.ts';
import { readModel, score } from '../classifier/model.ts';
import { textOf } from '../markdown/text-of.ts';
import type { Site } from '../sites/queries.ts';
import type { StoredSettings } from '../sites/schema.ts';
import type { ScreeningOverride } from '../sites/wire.ts';
import { isNewsroom } from '../threads/policy.ts';
import { isHeld, screen, type Draft, type Finding } from './screen.ts';
import { screeningFor } from './screening.ts';
import { authorsOf, MOST_POSTS, placesOf, postsSince, type TrialAuthor, type TrialPlace, type TrialRow } from './trial-rows.ts';
import { USUAL_PACE } from './phases/flood.ts';
import type { TrialInput, TrialLine, TrialPost, TrialResult, TrialSide } from './wire.ts';

const MONTH_MS = 30 * 86_400_000;
/** How many before it tells how far it is. */
const STRIDE = 250;
/** Of each side, the latest. */
const LISTED = 200;
/** What a text is compared with: its author's own, and what stands beside it. */
const [LATEST, BESIDE] = [20, 30];

export type Trial = {
  site: Site;
  spaces: Map<number, SpaceOverride & { slug: string }>;
  input: TrialInput;
  now: Date;
};

/**
 * With the record that each author had then, as far as it is known: the posts before, and what became of them in the end. Not
 * known of then: how fast a text was typed, an address unconfirmed, what an outside service said.
 */
export async function tryScreening(reader: Reader, trial: Trial, tell: (line: TrialLine) => void): Promise<TrialResult> {
  const since = new Date(trial.now.getTime() - MONTH_MS);
  const rows = await postsSince(reader, trial.site.id, since);
  const [authors, places] = [await authorsOf(reader, rows), await placesOf(reader, rows)];
  const [asItDoes, asItMight] = [settingsInForce(trial), settingsOnTrial(trial)];
  const [model, correction] = [readModel(), await correctionOf(reader, trial.site.id)];
  const result: TrialResult = {
    posts: rows.length,
    since: since.toISOString(),
    cut: rows.length === MOST_POSTS,
    more: noPosts(),
    less: noPosts(),
    escaped: 0,
  };
  for (const [i, row] of rows.entries()) {
    if (i % STRIDE === 0) tell({ kind: 'progress', done: i, of: rows.length });
    const [author, place] = [authors.get(row.authorId)!, places.get(row.threadId)!];
    const facts = { ...draftOf(row, author, place), locale: trial.site.settings.locale, score: score(model, row.source, correction) };
    remember(row, author, place);
    if (!isNewsroom(author)) compare(result, row, [screenedBy(asItDoes, facts, place), screenedBy(asItMight, facts, place)]);
  }
  return result;
}

/** A site's settings, and what its spaces do otherwise, by their inside ids. */
type Rules = { settings: StoredSettings; spaces: Map<number, SpaceOverride> };
type SpaceOverride = { parentId: number | null; screening: ScreeningOverride | null };

const settingsInForce = ({ site: { settings }, spaces }: Trial): Rules => ({ settings, spaces });

function settingsOnTrial({ site, spaces, input }: Trial): Rules {
  const sections = new Map(input.sections.map(({ name, screening }) => [name, screening]));
  const bySlug = new Map(input.spaces.map(({ slug, screening }) => [slug, screening]));
  return {
    settings: {
      ...site.settings,
      screening: input.screening,
      sections: site.settings.sections.map((section) => ({ ...section, screening: sections.get(section.name) ?? null })),
    },
    spaces: new Map(Array.from(spaces, ([id, { slug, parentId }]) => [id, { parentId, screening: bySlug.get(slug) ?? null }])),
  };
}

type Facts = Omit<Draft, 'screening'>;

function draftOf(row: TrialRow, author: TrialAuthor, place: TrialPlace): Omit<Facts, 'locale' | 'score'> {
  const { source, html, createdAt: now, parentId, authorId } = row;
  return {
    source,
    html,
    author: { ...author, watched: author.watchedAt !== null && author.watchedAt <= now },
    latest: author.latest,
    pace: USUAL_PACE,
    beside: (place.beside.get(parentId) ?? []).filter((other) => other.authorId !== authorId).map((other) => other.source),
    removed: [],
    returned: [],
    typedMs: null,
    wasPublic: false,
    wasApproved: false,
    moderation: place.moderation,
    now,
  };
}

/** For those after it. */
function remember({ source, createdAt, state, parentId, authorId }: TrialRow, author: TrialAuthor, place: TrialPlace) {
  author.latest = [{ source, createdAt, state }, ...author.latest].slice(0, LATEST);
  if (state !== 'published') return;
  author.postCount++;
  place.beside.set(parentId, [{ authorId, source }, ...(place.beside.get(parentId) ?? [])].slice(0, BESIDE));
}

function screenedBy({ settings, spaces }: Rules, facts: Facts, place: TrialPlace): Finding[] {
  const section = settings.sections.find(({ name }) => name === place.section)?.screening ?? null;
  const space = spaces.get(place.spaceId ?? 0);
  const around = spaces.get(space?.parentId ?? 0)?.screening ?? null;
  return screen({
    ...facts,
    screening: screeningFor(settings, { section, around, space: space?.screening ?? null, thread: place.screening }),
  });
}

function compare(result: TrialResult, row: TrialRow, [before, after]: [Finding[], Finding[]]) {
  if (isHeld(before) === isHeld(after)) return;
  if (isHeld(after)) return count(result.more, presentPost(row, after));
  count(result.less, presentPost(row, before));
  if (isRefused(row)) result.escaped++;
}

const noPosts = (): TrialSide => ({ count: 0, refused: 0, published: 0, posts: [] });

function count(side: TrialSide, post: TrialPost) {
  side.count++;
  if (isRefused(post)) side.refused++;
  if (post.state === 'published') side.published++;
  side.posts = [post, ...side.posts].slice(0, LISTED);
}

const isRefused = ({ state }: Pick<TrialPost, 'state'>) => state === 'rejected' || state === 'removed';

const presentPost = ({ uid, html, createdAt, state }: TrialRow, findings: Finding[]): TrialPost => ({
  id: uid,
  url: `/p/${uid}`,
  at: createdAt.toISOString(),
  excerpt: textOf(html).slice(0, 300),
  state,
  findings: findings.filter(({ effect }) => effect !== 'flag').map(({ phase, effect, evidence }) => ({ phase, effect, evidence })),
});
