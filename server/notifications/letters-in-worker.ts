import { lte } from 'drizzle-orm';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import { leavesToMany } from '../digests/queries.ts';
import type { Deps } from '../deps.ts';
import { MailFailure } from '../mail/failure.ts';
import type { Mail } from '../mail/mailer.ts';
import { workerFile } from '../ops/root.ts';
import { MEMBERS, runLetters } from './letters.ts';

export type LettersJob = Pick<Config, 'database' | 'secret' | 'inboundMail'> & { publicUrl: string };
export type FromLetters = { kind: 'mail'; id: number; mail: Mail } | { kind: 'done'; taken: number };
/** `failure`: null where the next server has taken it. */
export type ToLetters = { kind: 'tried'; id: number; failure: { reason: string; to: string; lasting: boolean } | null } | { kind: 'stop' };

type Run = (deps: Deps, ...rest: Parameters<typeof runLetters> extends [unknown, ...infer R] ? R : never) => Promise<number>;

/** As `runLetters`: a few letters here, where a thread would take longer to come up; more than one page in a thread of their own. */
export const sendLetters: Run = async (deps, onError, stopping) =>
  (await isMuch(deps)) ? inWorker(deps, onError, stopping) : runLetters(deps, onError, stopping);

async function isMuch({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<boolean> {
  const { noticeSettings } = db.read.t;
  const due = await db.read
    .select({ memberId: noticeSettings.memberId })
    .from(noticeSettings)
    .where(lte(noticeSettings.dueAt, now()))
    .limit(MEMBERS + 1);
  return due.length > MEMBERS || (await leavesToMany(db.read));
}

/** What the thread writes is mailed from here: connections, files and what is said of failures are this process's. */
const inWorker: Run = ({ config, mail }, onError, stopping) =>
  new Promise((resolve, reject) => {
    const { database, secret, inboundMail, publicUrl } = config;
    const workerData: LettersJob = { database, secret, inboundMail, publicUrl: publicUrl.href };
    const worker = new Worker(workerFile('notifications/letters-worker.ts'), { workerData });
    const tell = (message: ToLetters) => worker.postMessage(message);
    const stop = () => tell({ kind: 'stop' });
    const send = async (id: number, letter: Mail) => {
      const failure = await mail(letter).then(
        () => null,
        (error: unknown) => {
          onError(error);
          return asData(error, letter.to);
        },
      );
      tell({ kind: 'tried', id, failure });
    };
    stopping?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromLetters) => {
      if (message.kind === 'mail') void send(message.id, message.mail);
      else resolve(message.taken);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      stopping?.removeEventListener('abort', stop);
      reject(new Error(`the letters stopped (${code})`));
    });
  });

/** An error loses its class on the way. */
const asData = (error: unknown, to: string) =>
  error instanceof MailFailure
    ? { reason: error.message, to: error.to, lasting: error.lasting }
    : { reason: String(error), to, lasting: false };
