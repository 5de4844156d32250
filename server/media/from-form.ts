import type { Context } from 'hono';
import type { Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireSite, type Actor, type Env } from '../http/who.ts';
import { upload } from './upload.ts';

/** Room for the text and what frames it in a form, so that a picture a little too large is told so beside its field. */
export const AROUND = 1024 * 1024;

/** What a form brings with a picture (PictureField.tsx), its file apart. */
export async function readForm(c: Context<Env>): Promise<{ typed: Typed; file: File | null }> {
  const body = await c.req.parseBody().catch(() => {
    throw new Refusal('malformed');
  });
  const typed = Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { typed: Object.fromEntries(typed), file: body.picture instanceof File && body.picture.size > 0 ? body.picture : null };
}

type Filled = Awaited<ReturnType<typeof readForm>> & { text: string };

/** Takes the picture in; resolves with the text that shows it at its end. Refuses `invalid` where it is not described, and as upload.ts. */
export async function addPicture(c: Context<Env>, actor: Actor, { typed, file, text }: Filled): Promise<string> {
  const alt = plain(typed.pictureAlt, /[[\]\s]+/g);
  if (!file) throw new Refusal('invalid', { fields: { picture: ['media.choose'] } });
  if (!alt) throw new Refusal('invalid', { fields: { pictureAlt: ['media.describe'] } });
  const { id } = await upload(c.var.deps, { site: requireSite(c), actor }, new Uint8Array(await file.arrayBuffer()));
  const credit = plain(typed.pictureCredit, /["\s]+/g);
  return `${text.trimEnd()}\n\n![${alt}](media:${id}${credit && ` "${credit}"`})\n\n`.trimStart();
}

const plain = (words: string | undefined, signs: RegExp) => (words ?? '').replace(signs, ' ').trim();

/** A file that was chosen and not added would be lost with the page. Refuses `invalid`. */
export function refuseLeftBehind({ picture }: Typed) {
  if (picture) throw new Refusal('invalid', { fields: { picture: ['media.notAdded'] } });
}
