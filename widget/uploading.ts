import type { UploadedWire } from '#server/media/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import type { Api } from './api.ts';
import { isPlayed, PICTURES, type Uploader } from './choosing.ts';

/** Megabytes of a picture, as the server counts them. */
const PICTURE_MEGABYTES = 10;

/** What is wrong with it before it is sent, with what a message says of it. */
export function refusalOf(
  file: File,
  { films }: Uploader,
): { key: 'picture.unknown' | 'picture.noFilm' | 'picture.tooLarge'; max: number } | null {
  const played = isPlayed(file) && films;
  const max = played || PICTURE_MEGABYTES;
  if (!played && !PICTURES.includes(file.type)) return { key: films ? 'picture.noFilm' : 'picture.unknown', max };
  return file.size > max * 1024 * 1024 ? { key: 'picture.tooLarge', max } : null;
}

/** Nothing came back, or a refusal: its words, in the reader's language where the server knows it. */
export class UploadFailure extends Error {
  readonly status: number;
  constructor(status: number, words = '') {
    super(words);
    this.status = status;
  }
}

type Sent = { api: Api; origin: string; site: string; file: File; signal: AbortSignal; onProgress(share: number): void };

/** A picture on its way; fetch does not tell how far it is. */
export async function uploadPicture({ api, origin, site, file, signal, onProgress }: Sent): Promise<UploadedWire> {
  const token = await api.token?.();
  const request = new XMLHttpRequest();
  request.open('POST', `${origin}/api/v1/media?${new URLSearchParams({ site }).toString()}`);
  request.setRequestHeader('content-type', file.type);
  if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
  request.responseType = 'json';
  signal.addEventListener('abort', () => request.abort());
  return new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener('loadend', () => {
      const body = request.response as (UploadedWire & Partial<ErrorBody>) | null;
      if (request.status === 201 && body) return resolve(body);
      const { fields, message } = body?.error ?? {};
      reject(new UploadFailure(request.status, Object.values(fields ?? {})[0] ?? message));
    });
    request.send(file);
  });
}
