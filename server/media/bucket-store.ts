import { S3mini } from 's3mini';
import type { Config } from '../config.ts';
import type { MediaStore } from './store.ts';

/** Milliseconds after which a bucket that does not answer is one that is down. */
const PATIENCE = 30_000;

/** Any S3: each request is signed (SigV4), none is public, and readers never see the bucket. */
export function createBucketStore({
  endpoint,
  region,
  accessKeyId,
  secretAccessKey,
}: Extract<Config['media'], { kind: 's3' }>): MediaStore {
  const bucket = new S3mini({ endpoint, region, accessKeyId, secretAccessKey, fetch: untilAnswered });
  return {
    async put(name, body) {
      // A stream goes in parts of eight megabytes, four at a time; one that breaks off is given up there too.
      await (body instanceof Uint8Array ? bucket.putObject(name, body, TYPE) : bucket.putAnyObject(name, body, TYPE));
    },
    async get(name, range) {
      const answer = range
        ? await bucket.getObjectRaw(name, false, range.first, range.last + 1).catch(isMissing)
        : await bucket.getObjectResponse(name);
      return answer?.body ? { bytes: Number(answer.headers.get('content-length')), body: answer.body } : null;
    },
    async drop(name) {
      await bucket.deleteObject(name);
    },
  };
}

/** Whoever came to the bucket itself would get a download. */
const TYPE = 'application/octet-stream';

/** Patience ends with the first word of the answer: a film is read as slowly as somebody watches it. */
const untilAnswered: typeof fetch = async (input, init) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new Error('the bucket does not answer')), PATIENCE);
  try {
    return await fetch(input, { ...init, signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
};

function isMissing(error: unknown): null {
  if (error instanceof Error && 'status' in error && error.status === 404) return null;
  throw error;
}
