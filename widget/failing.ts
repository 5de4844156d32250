import type { ErrorBody } from '#server/wire.ts';
import { ApiFailure } from './api.ts';
import type { Conversation } from './conversation.ts';
import { rareWords } from './thread/context.ts';
import { Failure, isSettled, sayInvalid } from './thread/Failure.tsx';

/** Milliseconds after which it is asked for by itself, half before and after: who reads a busy article does not come back with all others. */
const AGAIN = 20_000;

/** Of a thread that could not be read: what the server said of it, if it said anything. Where that may change, it is looked after until it does. */
export function failureOf(talk: Conversation) {
  const { frame, lang } = talk;
  const context = { t: talk.t!, lang };
  const missing = ['site', 'article'].filter((name) => !frame.thread && !frame[name as 'site' | 'article']);
  const said = (): Partial<ErrorBody['error']> =>
    (talk.problem instanceof ApiFailure && (talk.problem.body as Partial<ErrorBody> | null)?.error) || {};
  // oxlint-disable-next-line no-console -- whoever builds the page looks there first
  if (said().code === 'invalid') console.error(sayInvalid(rareWords(context), missing), frame.root.host);
  const again = () =>
    setTimeout(
      async () => {
        if (talk.signal.aborted || !talk.problem) return;
        // What stands stays until there is something to stand there.
        if (!document.hidden) await talk.api.get('thread', talk.query()).then(talk.start, () => {});
        again();
      },
      AGAIN * (0.5 + Math.random()),
    );
  if (!isSettled(said().code)) again();
  return () => Failure({ ...said(), context, missing, retry: () => void talk.start() });
}
