import type { Context } from 'hono';
import type { Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { partsOf } from '../http/multipart.ts';
import { requireSite, type Actor, type Env } from '../http/who.ts';
import { CAPTIONS_BYTES, readCaptions } from './captions.ts';
import { languageOf, tooLarge } from './captions-form.ts';
import { MAX_ALT, MAX_CREDIT } from './figures.ts';
import { gather, peek, sentIn, type Sent } from './receive.ts';
import { saveCaptions } from './save-captions.ts';
import { upload, type Sender } from './upload.ts';
import type { UploadedWire } from './wire.ts';

/** Bytes of a form's own fields, the text among them. */
const FIELDS_BYTES = 1024 * 1024;

/** What a form brings with a file (PictureField.tsx): taken in on the way, or why not. */
export type Filled = { typed: Typed; sent: UploadedWire | null; captions: Uint8Array | null; problem: unknown };

/**
 * Whatever is wrong with a file is told once all else is read: no text is lost for it. `asked`: for pictures from readers (upload.ts).
 * Refuses `malformed`.
 */
export async function readForm(c: Context<Env>, actor: Actor, { asked = false } = {}): Promise<Filled> {
  const filled: Filled = { typed: {}, sent: null, captions: null, problem: null };
  let left = FIELDS_BYTES;
  for await (const { name, isFile, body } of partsOf(c.req.header('content-type') ?? '', sentIn(c.req.raw))) {
    const keep = (problem: unknown) => void (filled.problem ??= problem);
    if (isFile) await takeFile(c, { site: requireSite(c), actor, asked }, { name, body, filled }).catch(keep);
    else {
      const value = await gather(body, left);
      left -= value.length;
      filled.typed[name] = value.toString('utf8');
    }
  }
  return filled;
}

async function takeFile(c: Context<Env>, who: Sender, { name, body, filled }: { name: string; body: Sent; filled: Filled }) {
  const { head, all } = await peek(body, 1);
  // A field that nothing was chosen for is a file of nothing.
  if (head.length === 0) return;
  if (name === 'picture') filled.sent = await upload(c.var.deps, who, all);
  if (name === 'captions') filled.captions = await gather(all, CAPTIONS_BYTES).catch(() => Promise.reject(tooLarge()));
}

/** The text that shows what was taken in at its end. Refuses `invalid` where it is not described, and as upload.ts. */
export async function addPicture(
  c: Context<Env>,
  actor: Actor,
  { typed, sent, captions, problem, text }: Filled & { text: string },
): Promise<string> {
  if (problem) throw problem;
  const alt = plain(typed.pictureAlt, /[[\]\s]+/g).slice(0, MAX_ALT);
  if (!sent) throw new Refusal('invalid', { fields: { picture: ['media.choose'] } });
  if (!alt) throw new Refusal('invalid', { fields: { pictureAlt: ['media.describe'] } });
  if (captions && sent.kind === 'image') throw new Refusal('invalid', { fields: { captions: ['captions.orphan'] } });
  if (captions)
    await saveCaptions(c.var.deps, { uid: sent.id, memberId: actor.member.id }, () => ({
      captions: { ...readCaptions(captions), language: languageOf(typed.captionsLanguage) },
    }));
  const credit = plain(typed.pictureCredit, /["\s]+/g).slice(0, MAX_CREDIT);
  return `${text.trimEnd()}\n\n![${alt}](media:${sent.id}${credit && ` "${credit}"`})\n\n`.trimStart();
}

const plain = (words: string | undefined, signs: RegExp) => (words ?? '').replace(signs, ' ').trim();

/** A file that was chosen and not added would be lost with the page. Refuses `invalid`. */
export function refuseLeftBehind({ picture }: Typed) {
  if (picture) throw new Refusal('invalid', { fields: { picture: ['media.notAdded'] } });
}
