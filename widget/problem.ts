import type { NudgeWire } from '#server/posts/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { ApiFailure } from './api.ts';
import type { Problem } from './thread/view.ts';

/** What the API refused, and why. What is no refusal is not ours to explain. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof ApiFailure)) throw error;
  const { answer, body } = error;
  const {
    code,
    message = '',
    fields = {},
    reference,
    retryAfter,
    details,
  }: Partial<ErrorBody['error']> = (body as Partial<ErrorBody> | null)?.error ?? {};
  return {
    code: code ?? codeOf(answer),
    message: Object.values(fields)[0] ?? message,
    reference,
    retryAfter: retryAfter ?? (Number(answer?.headers.get('retry-after')) || undefined),
    ...((code === 'nudged' || code === 'text_refused') && { nudge: details as NudgeWire }),
  };
}

/** A proxy in between may answer in its own words, and a network break off in the middle. */
function codeOf(answer: Response | null): Problem['code'] {
  if (!answer || answer.ok) return 'unreachable';
  return answer.status === 429 ? 'too_fast' : 'internal';
}
