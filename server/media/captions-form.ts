import type { Context } from 'hono';
import type { Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { partsOf } from '../http/multipart.ts';
import type { Env } from '../http/who.ts';
import { CAPTIONS_BYTES, readCaptions, type Captions } from './captions.ts';
import { gather, sentIn } from './receive.ts';

/** Bytes of a field: an id, a language. */
const FIELD_BYTES = 1024;

/** What stands beside a sound or a film from now on; null for nothing. `language`: ISO 639. */
export type Given = { captions: (Captions & { language: string }) | null };

/** Of which medium, and a file for it, or the wish to have none: `given` refuses `invalid` where it is neither, or no WebVTT. */
export async function captionsIn(c: Context<Env>): Promise<{ uid: string; given(): Given }> {
  const typed: Typed = {};
  let file: Buffer | null | undefined;
  for await (const { name, isFile, body } of partsOf(c.req.header('content-type') ?? '', sentIn(c.req.raw))) {
    if (isFile) file = await gather(body, CAPTIONS_BYTES).catch(() => null);
    else typed[name] = (await gather(body, FIELD_BYTES)).toString('utf8');
  }
  return {
    uid: typed.medium ?? '',
    given() {
      if (typed.act === 'remove') return { captions: null };
      if (file === null) throw tooLarge();
      if (!file?.length) throw new Refusal('invalid', { fields: { captions: ['captions.choose'] } });
      return { captions: { ...readCaptions(file), language: languageOf(typed.captionsLanguage) } };
    },
  };
}

/** What a form chose; French where it is none. */
export const languageOf = (chosen = '') => (/^[a-z]{2,3}$/.test(chosen) ? chosen : 'fr');

export const tooLarge = () => new Refusal('invalid', { fields: { captions: ['captions.tooLarge', { max: CAPTIONS_BYTES / 1024 }] } });
