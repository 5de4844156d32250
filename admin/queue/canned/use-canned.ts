import type { CannedReplies, CannedReply } from '#server/canned/wire.ts';
import { api } from '../../api.ts';
import { useLoad } from '../../use-load.ts';

/** What the team says often; null until it is read. */
export const useCanned = (): CannedReply[] | null => useLoad(() => api.get<CannedReplies>('/canned-replies')).value?.replies ?? null;
