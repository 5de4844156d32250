import type { InvitationAnswer, InvitationInput } from '#server/invitations/wire.ts';
import { api } from '../api.ts';

export const invite = (input: InvitationInput) => api.post<InvitationAnswer>('/invitations', input);
