import { createHash, randomBytes } from 'node:crypto';
import { and, eq, ne, sum } from 'drizzle-orm';
import type { Actor } from '../http/who.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { isPicture } from '../members/photo.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import type { Site } from '../sites/queries.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Bytes, Playable } from './containers/bytes.ts';
import { HEAD, readerOf } from './containers/read-playable.ts';
import { fileUrl } from './figures.ts';
import { fileName, playName } from './files.ts';
import { keyFor } from './key.ts';
import { makePicture, PICTURE_BYTES } from './picture.ts';
import { filmsOf, KNOWN_FROM, QUOTA_BYTES, refusalToPlay, refusalToUpload } from './policy.ts';
import { gather, peek, withFile, type Sent } from './receive.ts';
import type { Stream } from './store.ts';
import type { UploadedWire } from './wire.ts';

/** `asked`: where readers are asked for pictures, each of which a moderator sees first, whatever else the site lets them send. */
export type Sender = { site: Site; actor: Actor; asked?: boolean };

/**
 * Takes a picture, a sound or a film in, to be shown in a post that its sender writes; known by its first bytes. Refuses
 * `invalid` to who may not, and for what is none, or a trap; `too_large`; `too_fast` to who sent too many.
 */
export async function upload(deps: Deps, who: Sender, sent: Sent): Promise<UploadedWire> {
  const { member } = who.actor;
  const { head, all } = await peek(sent, HEAD);
  const reader = isPicture(head) ? null : readerOf(head);
  if (!reader && !isPicture(head)) throw refused('media.unknown');
  const mayAnyway = !reader && who.asked === true && member.role !== 'guest';
  const refusal = mayAnyway ? null : reader ? refusalToPlay(who.site, member) : refusalToUpload(who.site, member);
  if (refusal) throw refused(refusal, { posts: KNOWN_FROM });
  await refuseIfSilenced(deps.db.read, member.id, deps.now());
  await deps.limit('upload', `member ${member.id}`);
  await deps.limit('uploadInADay', `member ${member.id}`);
  return reader ? takePlayable(deps, who, { all, reader }) : takePicture(deps, who, await gather(all, PICTURE_BYTES));
}

async function takePicture(deps: Deps, { site, actor: { member } }: Sender, sent: Uint8Array): Promise<UploadedWire> {
  const { db, config, store, now } = deps;
  const { width, height, files } = await makePicture(sent);
  const uid = deps.newId();
  const medium = { kind: 'image' as const, key: randomBytes(16).toString('hex'), width, height };
  const hash = createHash('sha256').update(sent).digest('hex');
  const bytes = files.reduce((total, file) => total + file.bytes.length, 0);
  // The row first: where the files do not come after it, it is swept with what did (sweep.ts).
  await db.write(async (tx) => {
    const row = { uid, siteId: site.id, memberId: member.id, type: 'image/webp', bytes, alt: '', hash, createdAt: now() };
    await tx.insert(tx.t.media).values({ ...row, ...medium });
  });
  for (const file of files) await store.put(fileName(medium, file.width), file.bytes);
  const url = fileUrl(config, site, { uid, part: files[0]!.width });
  return { id: uid, kind: 'image', width, height, url: `${url}?key=${keyFor(config, uid, now())}` };
}

type Coming = { all: Sent; reader: (bytes: Bytes) => Promise<Playable> };

/** As it came, without what says where it was made; never in memory as a whole. */
async function takePlayable(deps: Deps, { site, actor: { member } }: Sender, { all, reader }: Coming): Promise<UploadedWire> {
  const { db, config, store, now } = deps;
  const { megabytes, minutes } = filmsOf(site);
  const taken = await withFile(all, megabytes * 1024 * 1024, async (file): Promise<UploadedWire> => {
    const { from, to, kind, type, width, height, seconds } = await reader(file);
    if (seconds !== null && seconds > minutes * 60) throw refused('media.tooLong', { max: minutes });
    const bytes = to - from;
    if (!isNewsroom(member)) await refuseBeyondQuota(deps, member.id, bytes);
    const uid = deps.newId();
    const hash = await hashOf(streamOf(file, from, to));
    const medium = { kind, type, key: randomBytes(16).toString('hex'), hash, width, height, seconds };
    await db.write(async (tx) => {
      await tx.insert(tx.t.media).values({ uid, siteId: site.id, memberId: member.id, bytes, alt: '', createdAt: now(), ...medium });
    });
    await store.put(playName(medium), streamOf(file, from, to));
    const url = fileUrl(config, site, { uid, part: 'play' });
    return { id: uid, kind, type, width, height, url: `${url}?key=${keyFor(config, uid, now())}` };
  });
  if (taken === 'too large') throw refused('media.tooHeavy', { max: megabytes });
  return taken;
}

async function refuseBeyondQuota({ db }: Deps, memberId: number, bytes: number) {
  const { media } = db.read.t;
  const [kept] = await db.read
    .select({ bytes: sum(media.bytes) })
    .from(media)
    .where(and(eq(media.memberId, memberId), ne(media.kind, 'image')));
  if (Number(kept?.bytes ?? 0) + bytes > QUOTA_BYTES) throw refused('media.quota', { max: QUOTA_BYTES / 1024 ** 3 });
}

async function hashOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of stream) hash.update(piece);
  return hash.digest('hex');
}

/** Bytes read at a time. */
const PIECE = 256 * 1024;

function streamOf({ file }: Bytes, from: number, to: number): Stream {
  let at = from;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = new Uint8Array(Math.min(PIECE, to - at));
      await file.read(piece, 0, piece.length, at);
      at += piece.length;
      if (piece.length > 0) controller.enqueue(piece);
      if (at >= to) controller.close();
    },
  });
}

const refused = (key: string, args?: Record<string, number>) => new Refusal('invalid', { fields: { picture: args ? [key, args] : [key] } });
