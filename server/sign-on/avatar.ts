// The picture that a publisher's token names. It is fetched by us, once, and made one of ours: no reader's browser asks a third party.
import { and, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { OutboundRefused } from '../http/guarded-fetch.ts';
import { dropPhotos, PHOTO_BYTES, setPhoto } from '../members/photo.ts';

type Whose = { siteId: number; issuer: string; subject: string };
type Wanted = Whose & { address: string };

const TIMEOUT_MS = 5000;
const MAX_ADDRESS = 2000;

/** The address of a picture; null where there is none any more; undefined where nothing is said. */
export function cleanAvatar(told: unknown): string | null | undefined {
  if (told === null || told === '') return null;
  return typeof told === 'string' && told.length <= MAX_ADDRESS && /^https?:\/\/\S+$/.test(told) ? told : undefined;
}

/** The member's photo follows: a new address is asked for when there is time. */
export async function followAvatar(
  tx: Writer,
  whose: Whose,
  { memberId, avatar, at }: { memberId: number; avatar: string | null; at: Date },
) {
  const { identities } = tx.t;
  const other = avatar === null ? isNotNull(identities.avatar) : or(isNull(identities.avatar), ne(identities.avatar, avatar));
  const changed = await tx
    .update(identities)
    .set({ avatar })
    .where(and(isWhose(tx, whose), other))
    .returning({ id: identities.id });
  if (changed.length === 0) return;
  if (avatar === null) return dropPhotos(tx, memberId);
  await addToOutbox(tx, { kind: 'avatar', siteId: whose.siteId, data: { ...whose, address: avatar } satisfies Wanted }, at);
}

export const avatarOutbox = (deps: Deps): OutboxHandlers => ({ avatar: (wanted: Wanted) => fetchAvatar(deps, wanted) });

/** What can't be had now is asked for again later; what is no picture, or not ours to ask for, never. */
async function fetchAvatar(deps: Deps, wanted: Wanted): Promise<void> {
  const { db, fetch, log } = deps;
  const { identities, members } = db.read.t;
  const [member] = await db.read
    .select({ id: members.id, siteId: members.siteId })
    .from(identities)
    .innerJoin(members, and(eq(members.accountId, identities.accountId), eq(members.siteId, identities.siteId)))
    .where(and(isWhose(db.read, wanted), eq(identities.avatar, wanted.address)));
  if (!member) return;
  try {
    const answer = await fetch(wanted.address, { timeoutMs: TIMEOUT_MS, maxBytes: PHOTO_BYTES });
    if (answer.status >= 500) throw new Error(`a picture: status ${answer.status}`);
    if (answer.ok) await setPhoto(deps, member, new Uint8Array(await answer.arrayBuffer()));
  } catch (err) {
    if (!(err instanceof OutboundRefused) && !(err instanceof Refusal && err.code === 'invalid')) throw err;
    log.info({ err, siteId: member.siteId }, 'a publisher’s picture was not taken');
  }
}

const isWhose = ({ t: { identities } }: Pick<Writer, 't'>, { siteId, issuer, subject }: Whose) =>
  and(eq(identities.siteId, siteId), eq(identities.issuer, issuer), eq(identities.subject, subject));
