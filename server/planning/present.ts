import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { letterOf } from '../digests/queries.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { sayLabel } from '../partners/label.ts';
import { siteUrl } from '../sites/url.ts';
import { isNewsroom } from '../threads/policy.ts';
import { spaceIn } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { actsOn, asksReview } from './policy.ts';
import { changesOf, findItem, notesOf, type ItemRecord } from './queries.ts';
import type { ItemRow, ItemWire, Planned } from './wire.ts';

/** Refuses `not_found`. */
export async function readItem(deps: Deps, staff: Staff, uid: string): Promise<ItemWire> {
  const { read } = deps.db;
  const record = await requireItem(deps, staff, uid);
  const { id } = record.item;
  const [notes, changes] = await Promise.all([notesOf(read, id), changesOf(read, id)]);
  const letter = record.item.kind === 'digest' ? await letterOf(deps, staff.site, id) : null;
  return {
    ...presentItem(deps, staff, record),
    ...(await plannedNow(read, record)),
    letter,
    notes: notes.map(({ at, ...note }) => ({ ...note, at: at.toISOString() })),
    changes: changes.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
  };
}

export async function requireItem({ db }: Pick<Deps, 'db'>, { site }: Pick<Staff, 'site'>, uid: string): Promise<ItemRecord> {
  const record = await findItem(db.read, site.id, uid);
  if (!record) throw new Refusal('not_found');
  return record;
}

export function presentItem({ config }: Deps, { site, member }: Staff, record: ItemRecord): ItemRow {
  const { item, author, voice, partner, thread, post } = record;
  return {
    kind: item.kind,
    title: item.title,
    at: item.at?.toISOString() ?? null,
    minutes: item.minutes,
    space: record.space,
    article: item.article,
    id: item.uid,
    version: item.version,
    state: item.state,
    author: { id: author.uid, name: author.name, here: author.accountId !== null && isNewsroom(author) },
    speaker: voice && { id: voice.uid, name: voice.name },
    label: partner && sayLabel(site.settings.locale, partner),
    problem: item.problem,
    held: post?.state === 'held',
    url: post && thread ? siteUrl(config, site) + (item.kind === 'article' ? `/p/${post.uid}` : threadPath(thread)) : null,
    series: record.series,
    may: actsOn(item, member, asksReview(site)),
  };
}

/** What is written of it now: a space that went into another leads there. */
export async function plannedNow(reader: Reader, record: ItemRecord): Promise<Planned> {
  const { spaceId } = record.item;
  return { ...plannedOf(record), space: spaceId === null ? null : ((await spaceIn(reader, spaceId))?.slug ?? null) };
}

function plannedOf({ item, voice, partner, space }: Pick<ItemRecord, 'item' | 'voice' | 'partner' | 'space'>): Planned {
  const { kind, title, source, at, minutes, article, pinned, tags, dates, details, checklist } = item;
  return {
    kind,
    title,
    source,
    minutes,
    article,
    pinned,
    tags,
    dates,
    details,
    checklist,
    at: at?.toISOString() ?? null,
    space,
    voice: voice?.uid ?? null,
    partner: partner?.uid ?? null,
  };
}
