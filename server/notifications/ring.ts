import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';

/** The bell at once; mails have their own time (letters.ts). */
export const noticeOutbox = ({ bus }: Deps): OutboxHandlers => ({
  notice: async ({ memberId }: { memberId: number }) => bus.emit('notice.added', { memberId }),
});
