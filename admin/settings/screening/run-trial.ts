import type { ErrorBody } from '#server/wire.ts';
import type { TrialInput, TrialLine } from '#server/moderation/wire.ts';
import { ApiError } from '../../api.ts';

/** Each line as it comes; whoever aborts has stopped it on the server too. */
export async function runTrial(input: TrialInput, onLine: (line: TrialLine) => void, signal: AbortSignal): Promise<void> {
  const response = await fetch('/api/v1/screening/trials', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify(input),
    signal,
  }).catch(() => {
    throw new ApiError('offline');
  });
  if (!response.ok) {
    const { error } = (await response.json().catch(() => ({ error: { code: 'internal', message: '' } }))) as ErrorBody;
    throw new ApiError(error.code, error);
  }
  await readLines(response.body!, onLine);
}

/** An answer that breaks off before its last line was no answer. */
async function readLines(body: ReadableStream<Uint8Array<ArrayBuffer>>, onLine: (line: TrialLine) => void) {
  let rest = '';
  let done = false;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done: over } = await reader.read().catch(() => ({ value: undefined, done: true as const }));
    if (over) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop()!;
    for (const text of lines) {
      const line = JSON.parse(text) as TrialLine;
      done ||= line.kind === 'done';
      onLine(line);
    }
  }
  if (!done) throw new ApiError('offline');
}
