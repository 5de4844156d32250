import { presentClaim } from '../cases/present.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { turnsOf } from '../ideas/states.ts';
import { bylineOf } from '../follows/around.ts';
import { escapeHtml } from '../markdown/escape-html.ts';
import { shorten } from '../markdown/shorten.ts';
import { textOf } from '../markdown/text-of.ts';
import { presentRelay } from '../relays/present.ts';
import { relayOf } from '../relays/queries.ts';
import { siteUrl } from '../sites/url.ts';
import type { Site } from '../sites/queries.ts';
import { canModerate, isNewsroom } from '../threads/policy.ts';
import { presentVoice, voicesFor } from '../voices/queries.ts';
import { dueAt, LANES } from './lanes.ts';
import { isAnswerable, isSecret } from './policy.ts';
import { actsOf, countsOf, messagesOf, newsroomOf, postsOf, type Beat, type ItemRecord } from './queries.ts';
import type { ColleagueWire, InboxActWire, InboxCounts, InboxDetail, InboxLane, InboxPost, InboxRow, LaneCount } from './wire.ts';

export const presentItem = ({ config }: Pick<Deps, 'config'>, site: Site, row: ItemRecord): InboxRow => ({
  id: row.uid,
  seq: row.seq,
  version: row.version,
  lane: row.lane,
  state: row.state,
  by: { id: row.byUid, name: row.byName },
  title: row.subject ?? row.threadTitle ?? row.articleTitle ?? row.articleKey ?? '',
  url: urlOf(siteUrl(config, site), row),
  excerpt: row.words ?? shorten(textOf(row.html ?? '')),
  language: row.lang,
  replies: (row.lane === 'newsroom' ? row.branch : row.threadCount) ?? 0,
  openedAt: row.openedAt.toISOString(),
  dueAt: row.dueAt?.toISOString() ?? null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  labels: row.labels,
  assignee: row.assigneeUid === null ? null : { id: row.assigneeUid, name: row.assigneeName!, voice: row.assigneeAccount === null },
  claim: presentClaim(row),
});

function urlOf(base: string, { postUid, articleKey }: ItemRecord): string | null {
  if (postUid !== null) return `${base}/p/${postUid}`;
  return articleKey === null ? null : `${base}/a/${encodeURIComponent(articleKey)}`;
}

export async function presentCounts(reader: Deps['db']['read'], beat: Beat, me: number): Promise<InboxCounts> {
  const rows = await countsOf(reader, beat, me);
  const open = new Map(rows.flatMap((row) => (row.state === 'open' ? [[row.lane, row]] : [])));
  const laneOf = (lane: InboxLane): LaneCount => ({ n: open.get(lane)?.n ?? 0, oldest: open.get(lane)?.oldest?.toISOString() ?? null });
  return {
    shown: beat.lanes ?? [...LANES],
    lanes: Object.fromEntries(LANES.map((lane) => [lane, laneOf(lane)])) as InboxCounts['lanes'],
    mine: [...open.values()].reduce((sum, { mine }) => sum + mine, 0),
    waiting: rows.reduce((sum, { state, n }) => sum + (state === 'waiting' ? n : 0), 0),
  };
}

/** With its context, for whoever asks. */
export async function presentDetail(deps: Deps, { site, member }: Staff, row: ItemRecord): Promise<InboxDetail> {
  const { read } = deps.db;
  const [posts, messages, acts, people, voices, relay] = await Promise.all([
    postsOf(read, row),
    messagesOf(read, row.id),
    actsOf(read, row.id),
    newsroomOf(read, row.siteId),
    voicesFor(read, member),
    relayOf(read, row.id),
  ]);
  const signed = (row.bylines ?? []).map(bylineOf);
  return {
    ...presentItem(deps, site, row),
    posts: [
      ...messages.map(({ uid, byUid, byName, ours, text, at }): InboxPost => ({
        id: uid,
        by: { id: byUid, name: byName },
        newsroom: ours,
        html: paragraphsOf(text),
        at: at.toISOString(),
        url: null,
      })),
      ...posts.map((post): InboxPost => ({
        id: post.uid,
        by: { id: post.byUid, name: post.byName },
        newsroom: isNewsroom(post),
        html: post.html,
        at: post.createdAt.toISOString(),
        url: `${siteUrl(deps.config, site)}/p/${post.uid}`,
      })),
    ],
    secret: isSecret(row),
    thanks: row.lane === 'correction' ? { allowed: row.mayThank, at: row.thankedAt?.toISOString() ?? null } : null,
    answerable: isAnswerable(row),
    turns: row.lane === 'idea' && canModerate(member) ? [...turnsOf({ kind: 'idea', state: row.threadState })] : [],
    thread: row.threadUid,
    acts: acts.map((act): InboxActWire => ({
      id: act.uid,
      act: act.act,
      by: act.byUid === null ? null : { id: act.byUid, name: act.byName! },
      text: act.text,
      to: act.toName ?? act.facts?.to ?? null,
      until: act.facts?.until ?? null,
      labels: act.facts?.labels ?? [],
      at: act.at.toISOString(),
    })),
    people: people.map(({ uid, name, accountId }): ColleagueWire => ({
      id: uid,
      name,
      voice: accountId === null,
      signed: accountId !== null && signed.includes(bylineOf(name)),
    })),
    relay: relay && presentRelay(relay, { now: deps.now(), due: dueAt(site.settings, row.lane, relay.askedAt) }),
    passable: isAnswerable(row),
    voices: voices.filter(({ secondEyes }) => !(secondEyes && isSecret(row))).map(presentVoice),
  };
}

/** As typed: words alone, in their paragraphs and lines. */
export const paragraphsOf = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('');
