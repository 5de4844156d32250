import { randomBytes } from 'node:crypto';
import type { Actor } from '../http/who.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import type { Site } from '../sites/queries.ts';
import { fileUrl } from './figures.ts';
import { keyFor } from './key.ts';
import { makePicture } from './picture.ts';
import { KNOWN_FROM, refusalToUpload } from './policy.ts';
import { fileName } from './files.ts';
import type { UploadedWire } from './wire.ts';

/**
 * Takes a picture in, to be shown in a post that its sender writes. Refuses `invalid` to who may not, and for what is no
 * picture; `too_fast` to who sent too many.
 */
export async function upload(
  deps: Deps,
  { site, actor: { member } }: { site: Site; actor: Actor },
  sent: Uint8Array,
): Promise<UploadedWire> {
  const { db, config, store, now } = deps;
  const refusal = refusalToUpload(site, member);
  if (refusal) throw new Refusal('invalid', { fields: { picture: [refusal, { posts: KNOWN_FROM }] } });
  await refuseIfSilenced(db.read, member.id, now());
  await deps.limit('upload', `member ${member.id}`);
  await deps.limit('uploadInADay', `member ${member.id}`);
  const { width, height, files } = await makePicture(sent);
  const uid = deps.newId();
  const medium = { kind: 'image' as const, key: randomBytes(16).toString('hex'), width, height };
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  // The row first: where the files do not come after it, it is swept with what did (sweep.ts).
  await db.write(async (tx) => {
    const row = { uid, siteId: site.id, memberId: member.id, type: 'image/webp', bytes, alt: '', createdAt: now() };
    await tx.insert(tx.t.media).values({ ...row, ...medium });
  });
  for (const file of files) await store.put(fileName(medium, file.width), file.bytes);
  return {
    id: uid,
    kind: 'image',
    width,
    height,
    url: `${fileUrl(config, site, { uid, width: files[0]!.width })}?key=${keyFor(config, uid, now())}`,
  };
}
