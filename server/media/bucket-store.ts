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
  const bucket = new S3mini({ endpoint, region, accessKeyId, secretAccessKey, requestAbortTimeout: PATIENCE });
  return {
    async put(name, bytes) {
      await bucket.putObject(name, bytes, TYPE);
    },
    async get(name) {
      const answer = await bucket.getObjectResponse(name);
      return answer?.body ? { bytes: Number(answer.headers.get('content-length')), body: answer.body } : null;
    },
    async drop(name) {
      await bucket.deleteObject(name);
    },
  };
}

/** Whoever came to the bucket itself would get a download. */
const TYPE = 'application/octet-stream';
