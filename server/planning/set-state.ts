import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { changeItem } from './change-item.ts';
import { plannedNow } from './present.ts';
import { refuseUnready } from './ready.ts';
import type { ItemAct, ItemState, StateInput } from './wire.ts';

type Asked = Exclude<ItemState, 'published'>;

const ACTS: Record<Asked, ItemAct> = {
  draft: 'draft',
  review: 'review',
  approved: 'approve',
  scheduled: 'schedule',
  reviewed: 'done',
};

/** The next state, or back to a draft: the clock alone publishes. Refuses `not_found`, `forbidden`, `taken`; of scheduling, as refuseUnready. */
export const setState = (deps: Deps, staff: Staff, { id, version, state }: StateInput & { id: string; state: Asked }) =>
  changeItem(deps, staff, {
    id,
    version,
    act: ACTS[state],
    how: async (record) => {
      const { authorId, state: former } = record.item;
      if (state === 'scheduled') await refuseUnready(deps, staff.site, { planned: await plannedNow(deps.db.read, record), authorId });
      const approval = state === 'draft' ? { approvedById: null } : state === 'approved' ? { approvedById: staff.member.id } : {};
      return { set: { ...approval, state, problem: null }, before: { state: former } };
    },
  });
