import type { Config } from '../config.ts';
import { ruleUrl } from '../charter/present.ts';
import { photoUrl } from '../members/photo-url.ts';
import { siteUrl } from '../sites/url.ts';
import type { Site } from '../sites/queries.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { StatementRow } from '../cases/queries.ts';
import { editableUntil } from './policy.ts';
import type { ListedRow, PostRow } from './queries.ts';
import type { AuthorWire, HeldReason, OwnPost, PostState, PostWire, StatementWire } from './wire.ts';

type Facts = { config: Config; site: Pick<Site, 'host' | 'settings'>; statements: Map<number, StatementRow> };

/** As any reader sees it: what was taken away is a place, without words or name. */
export function presentPost(row: ListedRow, facts: Facts): PostWire {
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
    rule: statement ? presentRuleOf(config, site, statement) : null,
    own: null,
  };
}

/** As its author sees it, whatever became of it: with its words, why it waits, why it was refused. */
export function presentOwn(row: PostRow, facts: Facts & { heldFor: HeldReason[] }): PostWire {
  const statement = facts.statements.get(row.id);
  return {
    ...presentPost(row, facts),
    state: ownState(row),
    author: presentAuthor(row, facts),
    html: row.html,
    editedAt: row.editedAt?.toISOString() ?? null,
    own: ownFacts(row, facts, statement),
  };
}

/** As staff see it in the desk: the words always. */
export function presentForStaff(row: PostRow, facts: Facts): PostWire & { source: string } {
  return { ...presentPost(row, facts), state: row.state, author: presentAuthor(row, facts), html: row.html, source: row.source };
}

export function presentStatement(config: Config, site: Pick<Site, 'host'>, row: StatementRow): StatementWire {
  return {
    id: row.uid,
    at: row.at.toISOString(),
    url: `${siteUrl(config, site)}/statements/${row.uid}`,
    rule: presentRuleOf(config, site, row),
    note: row.note,
    passages: row.passages,
    automatedDetection: row.automatedDetection,
  };
}

function ownFacts(
  row: PostRow,
  { config, site, heldFor }: Facts & { heldFor: HeldReason[] },
  statement: StatementRow | undefined,
): OwnPost {
  return {
    clientId: row.clientId,
    source: row.source,
    editableUntil: editableUntil(row, site)?.toISOString() ?? null,
    heldFor: row.state === 'held' ? heldFor.map(asTold) : [],
    statement: statement && ownState(row) === 'rejected' ? presentStatement(config, site, statement) : null,
  };
}

function presentAuthor(row: ListedRow, { config, site }: Pick<Facts, 'config' | 'site'>): AuthorWire {
  const { authorUid: id, authorName: name, authorTitle: title, authorAffiliation: affiliation, authorInterests: interests } = row;
  const photo = photoUrl(config, site, row.authorPhoto);
  const badge = badgeOf(row);
  const author = { id, name, badge, ...(photo && { photo }) };
  if (badge !== 'expert') return { ...author, title: badge && title };
  return { ...author, title: [title, affiliation].filter(Boolean).join(', ') || null, ...(interests && { interests }) };
}

/** Who was invited keeps the badge on what they wrote as such. */
function badgeOf({ authorRole, expert }: ListedRow): AuthorWire['badge'] {
  if (isNewsroom({ role: authorRole })) return 'newsroom';
  return expert || authorRole === 'expert' ? 'expert' : null;
}

const presentRuleOf = (config: Config, site: Pick<Site, 'host'>, row: StatementRow) => ({
  number: row.ruleNumber,
  title: row.ruleTitle,
  url: ruleUrl(config, site, { version: row.ruleVersion, number: row.ruleNumber }),
});

const publicState = ({ state }: ListedRow): PostState => (state === 'published' || state === 'deleted' ? state : 'removed');
const ownState = ({ state }: ListedRow): PostState => (state === 'removed' ? 'rejected' : state);
/** Who is suspected of being a machine is not told by what sign. */
const asTold = (reason: HeldReason): HeldReason => (reason === 'suspicious_signup' ? 'newcomer' : reason);
