// Many letters, in a thread of its own, with a connection of its own: nobody who reads waits for them.
import { parentPort, workerData } from 'node:worker_threads';
import { MailFailure } from '../mail/failure.ts';
import type { Mail } from '../mail/mailer.ts';
import { openExisting } from '../ops/open-existing.ts';
import { runLetters } from './letters.ts';
import type { FromLetters, LettersJob, ToLetters } from './letters-in-worker.ts';

const tell = (message: FromLetters) => parentPort!.postMessage(message);

const { database, publicUrl, ...config } = workerData as LettersJob;
const stopping = new AbortController();
const leaving = new Map<number, PromiseWithResolvers<void>>();
let letters = 0;

parentPort!.on('message', (message: ToLetters) => {
  if (message.kind === 'stop') return stopping.abort();
  const { id, failure } = message;
  if (failure) leaving.get(id)!.reject(new MailFailure(failure.reason, { ...failure, cause: null }));
  else leaving.get(id)!.resolve();
  leaving.delete(id);
});

function mail(letter: Mail): Promise<void> {
  const id = letters++;
  const sent = Promise.withResolvers<void>();
  leaving.set(id, sent);
  tell({ kind: 'mail', id, mail: letter });
  return sent.promise;
}

const db = await openExisting(database);
try {
  const deps = { db, mail, now: () => new Date(), config: { ...config, publicUrl: new URL(publicUrl) } };
  // Who sends has told its log already.
  tell({ kind: 'done', taken: await runLetters(deps, () => {}, stopping.signal) });
} finally {
  await db.close();
  parentPort!.close();
}
