import { useState } from 'preact/hooks';
import type { InvitationAnswer, InvitationInput } from '#server/invitations/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { errorOf } from '../settings/form.ts';
import { asApiError } from '../use-load.ts';

/** Sends a form once at a time; what is wrong stands beside its field. */
export function useInvite(onMade: (answer: InvitationAnswer) => void) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (input: InvitationInput) => {
    if (busy) return;
    setBusy(true);
    try {
      onMade(await api.post<InvitationAnswer>('/invitations', input));
    } catch (failure) {
      setError(asApiError(failure));
    } finally {
      setBusy(false);
    }
  };
  return { error, busy, send, errorIn: (field: string) => errorOf(error?.facts.fields ?? {}, field) };
}
