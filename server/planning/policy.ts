import type { Member } from '../accounts/queries.ts';
import type { Site } from '../sites/queries.ts';
import type { ItemAct, ItemState, PlannedKind } from './wire.ts';

/** What the state decides with whose it is. */
type Standing = { state: ItemState; kind: PlannedKind; authorId: number; writtenById: number; writers: number[]; seriesId: number | null };

/** Somebody else than who wrote it approves. */
export const asksReview = ({ settings }: Pick<Site, 'settings'>) => settings.calendarReview === true;

/** Of those that have days of their own, each would need others: they come once. */
const REPEATED: PlannedKind[] = ['discussion', 'question', 'article', 'gallery', 'digest'];

/** What they opened, or had a hand in: not theirs to approve. */
export const wrote = ({ authorId, writtenById, writers }: Pick<Standing, 'authorId' | 'writtenById' | 'writers'>, id: number) =>
  [authorId, writtenById, ...writers].includes(id);

const isOver = ({ state }: Pick<Standing, 'state'>) => state === 'published' || state === 'reviewed';

/** What this member of the desk may do with it now. */
export function actsOn(item: Standing, { id, role }: Pick<Member, 'id' | 'role'>, review: boolean): ItemAct[] {
  const { state } = item;
  const manages = role === 'manager' || role === 'admin';
  const writing = state === 'draft' || state === 'review';
  const readByOther = !review || (state === 'review' && !wrote(item, id));
  const acts: Record<ItemAct, boolean> = {
    change: !isOver(item) && (manages || writing),
    move: !isOver(item) && (manages || writing),
    review: state === 'draft',
    approve: manages && writing && readByOther,
    schedule: manages && (state === 'approved' || (writing && !review)),
    draft: !isOver(item) && state !== 'draft' && (manages || state === 'review'),
    done: manages && state === 'published',
    take: manages && !isOver(item) && item.authorId !== id,
    repeat: manages && !isOver(item) && item.seriesId === null && REPEATED.includes(item.kind),
    end: manages && !isOver(item) && item.seriesId !== null,
    remove: manages && !isOver(item),
  };
  return (Object.keys(acts) as ItemAct[]).filter((act) => acts[act]);
}
