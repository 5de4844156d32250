import { S3mini, S3NetworkError, S3ServiceError } from 's3mini';
import type { Config } from '../config.ts';
import { Refusal } from '../errors.ts';
import type { MediaStore } from './store.ts';

/** Milliseconds after which a bucket that does not answer is one that is down. */
const PATIENCE = 30_000;
/** Seconds: a bucket that was away is back in some. */
const SOON = 10;

/** Any S3: each request is signed (SigV4), none is public, and readers never see the bucket. Refuses as `unavailable` while it is away. */
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
      await (body instanceof Uint8Array ? bucket.putObject(name, body, TYPE) : bucket.putAnyObject(name, body, TYPE)).catch(refuseIfAway);
    },
    async get(name, range) {
      const answer = range
        ? await bucket.getObjectRaw(name, false, range.first, range.last + 1).catch(isMissing)
        : await bucket.getObjectResponse(name).catch(refuseIfAway);
      return answer?.body ? { bytes: Number(answer.headers.get('content-length')), body: answer.body } : null;
    },
    async drop(name) {
      await bucket.deleteObject(name).catch(refuseIfAway);
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
  } catch (error) {
    throw new S3NetworkError('the bucket does not answer', undefined, error);
  } finally {
    clearTimeout(timer);
  }
};

function isMissing(error: unknown): null {
  if (error instanceof S3ServiceError && error.status === 404) return null;
  return refuseIfAway(error);
}

/** No answer, or one of RFC 9110's 5xx: another try may find it otherwise. What is wrong with our settings stays an error. */
function refuseIfAway(error: unknown): never {
  const away = error instanceof S3NetworkError || (error instanceof S3ServiceError && error.status >= 500);
  throw away ? new Refusal('unavailable', { retryAfter: SOON }, error) : error;
}
