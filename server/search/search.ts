import { lacksSecondFactor } from '../accounts/policy.ts';
import { isBlind } from '../cases/blind.ts';
import type { Deps } from '../deps.ts';
import { fold } from '../disguises/fold.ts';
import { Refusal } from '../errors.ts';
import { readCursor } from '../http/cursor.ts';
import type { Actor } from '../http/who.ts';
import { spacesOf } from '../members/queries.ts';
import { isCommonWord } from '../moderation/language.ts';
import type { State } from '../posts/schema.ts';
import type { Site } from '../sites/queries.ts';
import { canModerate } from '../threads/policy.ts';
import type { Asked } from './find.ts';
import { MAX_CLAUSES, type SearchInput } from './input.ts';
import { FILTERS, parseQuery, type Clause, type Filters } from './parse-query.ts';
import { presentResults } from './present.ts';
import type { SearchPage } from './wire.ts';
import type { Language } from './words.ts';

type Hidden = Exclude<State, 'published' | 'deleted'>;

const STATES: Record<string, Hidden> = {
  held: 'held',
  attente: 'held',
  'en attente': 'held',
  rejected: 'rejected',
  refuse: 'rejected',
  removed: 'removed',
  retire: 'removed',
};

/**
 * A page of what somebody looks for and may read. Staff also find, of the spaces they moderate, what waits, was refused or
 * removed. Refuses `invalid` where there is nothing to look for, or too much of it; `search_too_wide`, `too_fast`.
 */
export async function search(deps: Deps, viewer: Actor | null, { site, input }: { site: Site; input: SearchInput }): Promise<SearchPage> {
  const { clauses, filters } = readInput(input, site);
  const { hidden, blind, refused } = await hiddenFrom(deps, viewer, { site, filters });
  if (refused) return { total: 0, sort: input.sort, results: [], cursor: null, unknown: [refused] };
  const asked: Asked = {
    site: { id: site.id, timeZone: site.timeZone },
    now: deps.now(),
    clauses,
    filters,
    hidden,
    sort: input.sort,
    cursor: readCursor(input.cursor),
  };
  const { ids, ...found } = await deps.search.find(asked);
  return { ...found, results: await presentResults(deps, { site, clauses, blind, hidden: hidden !== null }, ids) };
}

/** What is asked, as it is looked for. What is typed among the words counts before a field of the same name. Refuses as `search`. */
export function readInput(
  { q, ...fields }: Pick<SearchInput, 'q' | keyof Filters>,
  { settings }: Pick<Site, 'settings'>,
): { clauses: Clause[]; filters: Filters } {
  const parsed = parseQuery(q);
  const given = FILTERS.filter((name) => fields[name]).map((name) => [name, fields[name]!] as const);
  const filters: Filters = { ...Object.fromEntries(given), ...parsed.filters };
  if (parsed.clauses.length > MAX_CLAUSES) throw new Refusal('invalid', { fields: { q: ['field.too_many_words', { max: MAX_CLAUSES }] } });
  if (parsed.clauses.length === 0 && Object.keys(filters).length === 0)
    throw new Refusal('invalid', { fields: { q: [q.trim() ? 'field.no_word' : 'field.required'] } });
  return { clauses: telling(parsed.clauses, settings.locale), filters };
}

/** Common words are looked for only where there are no others. */
function telling(clauses: Clause[], locale: Language): Clause[] {
  const rarer = clauses.filter((clause) => 'phrase' in clause || !isCommonWord(clause.form, locale));
  return rarer.length > 0 ? rarer : clauses;
}

type Seen = { hidden: Asked['hidden']; blind: boolean; refused?: 'state' | 'author' };

/** Which state staff ask for; who moderates without names does not find by them what is not public. */
async function hiddenFrom({ db }: Deps, viewer: Actor | null, { site, filters }: { site: Site; filters: Filters }): Promise<Seen> {
  if (filters.state === undefined) return { hidden: null, blind: false };
  const state = STATES[fold(filters.state)];
  if (!state || !viewer || !isStaff(viewer, site)) return { hidden: null, blind: false, refused: 'state' };
  const blind = await isBlind(db.read, viewer.member.id);
  const hidden = { state, spaces: await spacesOf(db.read, viewer.member) };
  return { hidden, blind, ...(blind && filters.author !== undefined && { refused: 'author' as const }) };
}

export const isStaff = ({ via, member, session }: Actor, site: Site) =>
  via === 'cookie' && canModerate(member) && !lacksSecondFactor(site, session);
