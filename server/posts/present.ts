import type { Config } from '../config.ts';
import { ruleUrl } from '../charter/present.ts';
import { groundWords } from '../cases/ground-words.ts';
import type { HostRow } from '../lives/queries.ts';
import { wroteAsHost } from '../lives/wrote-as-host.ts';
import { translate } from '../i18n/translate.ts';
import { withKeys } from '../media/figures.ts';
import { photoUrl } from '../members/photo-url.ts';
import { siteUrl } from '../sites/url.ts';
import type { Site } from '../sites/queries.ts';
import { voiceOf } from '../threads/policy.ts';
import type { Thread } from '../threads/queries.ts';
import type { StandingStatement, StatementRow } from '../cases/queries.ts';
import { editableUntil } from './policy.ts';
import type { ListedRow, PostRow } from './queries.ts';
import type { AuthorWire, HeldReason, OwnPost, PostState, PostWire, StatementWire } from './wire.ts';

type Facts = {
  config: Config;
  site: Pick<Site, 'host' | 'settings'>;
  statements: Map<number, StandingStatement>;
  /** The kept answer, of a thread that has one; who asked, who kept it; and the newsroom's own. */
  answers?: Pick<Thread, 'acceptedId' | 'acceptedById' | 'authorId' | 'officialId'> | null;
  /** Readers vote for its roots, what it opens with apart; or for that alone. */
  votes?: { of: 'roots' | 'opening'; openingId: number | null };
  /** Of a live night: who holds it, or did. */
  hosts?: Pick<HostRow, 'memberId' | 'leftAt'>[];
};

/**
 * As any reader sees it: what was taken away is a place, without words or name. A row that is the same, with facts that are, is
 * the same object; many hold it, and to change it throws.
 */
export function presentPost(row: ListedRow, facts: Facts): PostWire {
  if (row.state !== 'published' || facts.hosts) return showPost(row, facts);
  const told = toldBy(facts);
  const last = shown.get(row);
  if (last && isSame(last.told, told)) return last.post;
  const post = Object.freeze(showPost(row, facts));
  shown.set(row, { told, post });
  return post;
}

/** Of the facts, all that a published post is shown by. */
const toldBy = ({ config, site, answers, votes }: Facts) => ({
  config,
  host: site.host,
  subscribers: site.settings.showSubscribers,
  accepted: answers?.acceptedId,
  acceptedBy: answers?.acceptedById,
  asker: answers?.authorId,
  official: answers?.officialId,
  votes: votes?.of,
  opening: votes?.openingId,
});
type Told = ReturnType<typeof toldBy>;

const shown = new WeakMap<ListedRow, { told: Told; post: PostWire }>();

const isSame = (some: Told, others: Told) => {
  for (const fact in some) if (some[fact as keyof Told] !== others[fact as keyof Told]) return false;
  return true;
};

function showPost(row: ListedRow, facts: Facts): PostWire {
  const { config, site, statements } = facts;
  const there = row.state === 'published';
  const statement = there ? undefined : statements.get(row.id);
  return {
    id: row.uid,
    parent: row.parentUid,
    root: row.rootUid,
    depth: row.depth,
    rank: row.rank ?? 0,
    state: publicState(row),
    author: there ? presentAuthor(row, facts) : null,
    html: there ? row.html : '',
    at: row.createdAt.toISOString(),
    editedAt: there ? (row.editedAt?.toISOString() ?? null) : null,
    revision: row.revision,
    replies: row.replies,
    branch: row.branch,
    ...(there && row.featuredAt && { featured: true as const }),
    ...(there && row.thanks && { thanks: row.thanks.word }),
    ...(there && facts.answers && presentAnswer(row, facts.answers)),
    ...(there &&
      facts.votes &&
      row.parentUid === null &&
      (row.id === facts.votes.openingId) === (facts.votes.of === 'opening') &&
      presentVotes(row)),
    ...(there && facts.hosts && wroteAsHost(facts.hosts, row) && { host: true as const }),
    ...(there && row.previews && { previews: row.previews }),
    ...(there && row.reactions && { reactions: row.reactions }),
    rule: statement ? presentRuleOf(config, site, statement) : null,
    own: null,
  };
}

type Answers = NonNullable<Facts['answers']>;

function presentAnswer(
  { id }: ListedRow,
  { acceptedId, acceptedById, authorId, officialId }: Answers,
): Pick<PostWire, 'accepted' | 'official'> {
  const keptBy = acceptedById === null || acceptedById === authorId ? 'author' : 'newsroom';
  return { ...(id === acceptedId && { accepted: keptBy }), ...(id === officialId && { official: true as const }) };
}

const presentVotes = ({ votes, answerRank }: ListedRow): Pick<PostWire, 'votes' | 'answered'> => ({
  votes,
  ...(answerRank !== null && { answered: answerRank }),
});

/** As its author sees it, whatever became of it: with its words, why it waits, why it was refused. */
export function presentOwn(row: PostRow, facts: Facts & { heldFor: HeldReason[]; now: Date }): PostWire {
  const state = isUntold(row, facts.statements) ? 'held' : ownState(row);
  return {
    ...presentPost(row, facts),
    state,
    author: presentAuthor(row, facts),
    html: unlocked(row, facts),
    editedAt: row.editedAt?.toISOString() ?? null,
    own: ownFacts(row, facts, state),
  };
}

/** As staff see it in the desk: the words always. */
export function presentForStaff(row: PostRow, facts: Facts & { now: Date }): PostWire & { source: string } {
  const html = unlocked(row, facts);
  return { ...presentPost(row, facts), state: row.state, author: presentAuthor(row, facts), html, source: row.source };
}

/** Its pictures too, where only some may see them. */
const unlocked = ({ html, state }: PostRow, { config, now }: { config: Config; now: Date }) =>
  state === 'published' ? html : withKeys(html, config, now);

export function presentStatement(config: Config, site: Pick<Site, 'host' | 'settings'>, row: StatementRow): StatementWire {
  return {
    id: row.uid,
    kind: row.kind,
    until: row.until?.toISOString() ?? null,
    at: row.at.toISOString(),
    url: `${siteUrl(config, site)}/statements/${row.uid}`,
    rule: presentRuleOf(config, site, row),
    law: row.legalGround && groundWords((key, args) => translate(site.settings.locale, key, args), row.legalGround),
    note: row.note,
    passages: row.passages,
    automatedDetection: row.automatedDetection,
  };
}

function ownFacts(row: PostRow, { config, site, heldFor, statements }: Facts & { heldFor: HeldReason[] }, state: PostState): OwnPost {
  const statement = state === 'held' || state === 'rejected' ? toldOf(row, statements) : undefined;
  return {
    clientId: row.clientId,
    source: row.source,
    editableUntil: editableUntil(row, site)?.toISOString() ?? null,
    heldFor: state === 'held' ? heldFor.map(asTold) : [],
    statement: statement ? presentStatement(config, site, statement) : null,
  };
}

type SiteOfAuthors = { host: string; settings: Pick<Site['settings'], 'showSubscribers'> };
type AuthorRow = Pick<
  ListedRow,
  'expert' | `author${'Uid' | 'Name' | 'Role' | 'Title' | 'Affiliation' | 'Interests' | 'Photo' | 'Badges'}`
>;

/** A page has some forty of them: what is seldom there is added, not spread. */
export function presentAuthor(row: AuthorRow, { config, site }: { config: Config; site: SiteOfAuthors }): AuthorWire {
  const badge = badgeOf(row, site);
  const author: AuthorWire = { id: row.authorUid, name: row.authorName, badge, title: titleOf(row, badge) };
  const photo = photoUrl(config, site, row.authorPhoto);
  if (photo) author.photo = photo;
  if (badge === 'expert' && row.authorInterests) author.interests = row.authorInterests;
  if (isReader(badge) && row.authorBadges?.length) author.badges = row.authorBadges;
  return author;
}

const isReader = (badge: AuthorWire['badge']) => badge === null || badge === 'subscriber';

function titleOf({ authorTitle: title, authorAffiliation: affiliation }: AuthorRow, badge: AuthorWire['badge']): string | null {
  if (badge === 'expert') return [title, affiliation].filter(Boolean).join(', ') || null;
  return isReader(badge) ? null : title;
}

/** Who was invited keeps the badge on what they wrote as such. */
function badgeOf({ authorRole, expert }: AuthorRow, { settings }: SiteOfAuthors): AuthorWire['badge'] {
  const voice = voiceOf({ role: authorRole });
  if (voice) return voice;
  if (expert || authorRole === 'expert') return 'expert';
  return settings.showSubscribers && authorRole === 'subscriber' ? 'subscriber' : null;
}

const presentRuleOf = (
  config: Config,
  site: Pick<Site, 'host'>,
  { ruleNumber: number, ruleTitle: title, ruleVersion: version }: StatementRow,
) => (number === null ? null : { number, title: title!, url: ruleUrl(config, site, { version: version!, number }) });

/** A decision that can still be undone: its author reads that the post waits, as before. */
const isUntold = ({ id }: ListedRow, statements: Facts['statements']) => statements.get(id)?.told === false;
const toldOf = (row: ListedRow, statements: Facts['statements']) => (isUntold(row, statements) ? undefined : statements.get(row.id));

const publicState = ({ state }: ListedRow): PostState => (state === 'published' || state === 'deleted' ? state : 'removed');
const ownState = ({ state }: ListedRow): PostState => (state === 'removed' ? 'rejected' : state);
/** Who is suspected of being a machine is not told by what sign. */
const asTold = (reason: HeldReason): HeldReason => (reason === 'suspicious_signup' ? 'newcomer' : reason);
