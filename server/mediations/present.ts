import { caseBy } from '../cases/queries.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { shorten } from '../markdown/shorten.ts';
import { textOf } from '../markdown/text-of.ts';
import { postById } from '../posts/queries.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import { silencedBy } from '../sanctions/refuse.ts';
import { siteUrl } from '../sites/url.ts';
import { mediatorOf, partiesOf, wordsIn, type Room, type WordRow } from './queries.ts';
import type { MediationRow, MediationWire, MediationWordWire, Seat } from './wire.ts';

type Person = { uid: string; name: string };
const person = ({ uid, name }: Person) => ({ id: uid, name });

export function presentRoom(room: Room, memberId: number): MediationRow {
  const mediator = mediatorOf(room.seats);
  const mine = mediator?.memberId === memberId;
  return {
    id: room.uid,
    version: room.version,
    state: room.state,
    why: mine ? room.why : null,
    mediator: mediator && person(mediator),
    mine,
    unread: mine && mediator.unread,
    subject: mine ? room.subject : null,
    parties: mine ? partiesOf(room.seats).map(person) : null,
    dueAt: room.dueAt.toISOString(),
    at: room.at.toISOString(),
    endedAt: room.endedAt?.toISOString() ?? null,
  };
}

/** For its mediator alone. */
export async function presentWhole({ db, config, now }: Deps, { site, member }: Staff, room: Room): Promise<MediationWire> {
  const post = room.postId === null ? null : await postById(db.read, room.postId);
  const found = room.caseId === null ? null : await caseBy(db.read, room.caseId);
  const home = siteUrl(config, site);
  const seats = await Promise.all(
    partiesOf(room.seats).map(async ({ seat, memberId, acceptedAt, ...of }) => {
      const silence = silencedBy(await activeRestrictions(db.read, memberId, now()));
      return {
        seat: seat as Exclude<Seat, 'mediator'>,
        member: person(of),
        accepted: acceptedAt !== null,
        silenced: silence === 'warning_unread' ? null : silence,
      };
    }),
  );
  const excerpt = post?.state === 'published' ? shorten(textOf(post.html)) : null;
  return {
    ...presentRoom(room, member.id),
    seats,
    about: post && { post: post.uid, url: `${home}/p/${post.uid}`, excerpt },
    case: found && { id: found.uid, number: found.number },
    words: (await wordsIn(db.read, room.id)).map((word) => presentWord(home, room, word)),
  };
}

function presentWord(home: string, { seats }: Room, word: WordRow): MediationWordWire {
  const { publishes, publisherName, publishedUid, state, answers } = word;
  return {
    id: word.uid,
    kind: word.kind,
    by: { id: word.authorUid, name: word.authorName },
    seat: seats.find(({ memberId }) => memberId === word.authorId)?.seat ?? null,
    text: word.text,
    at: word.at.toISOString(),
    proposal: state && {
      state,
      publishes:
        publishes === null || publisherName === null
          ? null
          : { words: publishes, by: publisherName, url: publishedUid && `${home}/p/${publishedUid}` },
      answers: answers.map(({ name, agreed, at }) => ({ by: name, agreed, at: at.toISOString() })),
    },
  };
}
