import type { ErrorBody } from '#server/wire.ts';
import { ApiFailure } from './api.ts';
import type { Conversation } from './conversation.ts';
import { rareWords } from './thread/context.ts';
import { Failure, sayInvalid } from './thread/Failure.tsx';

/** Of a thread that could not be read: what the server said of it, if it said anything. */
export function failureOf(talk: Conversation) {
  const { frame, lang } = talk;
  const context = { t: talk.t!, lang };
  const missing = ['site', 'article'].filter((name) => !frame.thread && !frame[name as 'site' | 'article']);
  const said = (): Partial<ErrorBody['error']> =>
    (talk.problem instanceof ApiFailure && (talk.problem.body as Partial<ErrorBody> | null)?.error) || {};
  // oxlint-disable-next-line no-console -- whoever builds the page looks there first
  if (said().code === 'invalid') console.error(sayInvalid(rareWords(context), missing), frame.root.host);
  return () => Failure({ ...said(), context, missing, retry: () => void talk.start() });
}
