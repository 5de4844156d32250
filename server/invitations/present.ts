import type { Config } from '../config.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { standingOf } from './policy.ts';
import type { Invitation, InvitationThread } from './queries.ts';
import type { InvitationDetail, InvitationWire } from './wire.ts';

type Facts = { config: Config; site: Site; now: Date; threads: InvitationThread[]; answers: number };

/** As the desk sees it: the hash and the account stay here. */
export function presentInvitation(invitation: Invitation, { config, site, now, threads, answers }: Facts): InvitationWire {
  const { kind, role, state, person, startsAt, endsAt, cameAt, answeredAt } = invitation;
  const standing = standingOf(invitation, now);
  return {
    id: invitation.uid,
    kind: kind === 'expert' ? 'expert' : invitation.email ? 'mail' : 'link',
    role,
    state: standing === 'revoked' ? 'revoked' : state,
    over: standing === 'over' || standing === 'full',
    by: invitation.inviter.name,
    email: invitation.email,
    message: invitation.message,
    person: person && {
      id: person.uid,
      name: person.name,
      title: person.title,
      affiliation: person.affiliation,
      interests: person.interests,
    },
    threads: threads.map((row) => ({ id: row.thread.uid, title: titleOf(row), url: `${siteUrl(config, site)}/t/${row.thread.uid}` })),
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    quota: invitation.quota,
    uses: invitation.uses,
    cameAt: cameAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    words: state === 'proposed' ? invitation.proposal : state === 'declined' ? invitation.word : null,
    answers,
    createdAt: invitation.createdAt.toISOString(),
  };
}

/** An article's title once its site has confirmed it; its id until then. */
export const titleOf = ({ thread, article }: Pick<InvitationThread, 'thread' | 'article'>): string =>
  thread.title ?? (article?.confirmedAt ? article.title : null) ?? article?.key ?? '';

type Answered = { uid: string; html: string; createdAt: Date; questionState: string | null; question: string | null };

export const presentAnswered = (config: Config, site: Site, row: Answered): InvitationDetail['answered'][number] => ({
  url: `${siteUrl(config, site)}/p/${row.uid}`,
  at: row.createdAt.toISOString(),
  text: textOf(row.html),
  question: row.questionState === 'published' ? textOf(row.question!) : null,
});

/** As much of a post as tells it from others, in characters. */
const EXCERPT = 200;

/** The words of a post, for a line of a list. What it is made of was cleaned when it was written. */
function textOf(html: string): string {
  const text = html
    .replaceAll(/<\/?(?:p|li|ul|ol|blockquote|pre|br)\b[^>]*>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name]!)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': '’', nbsp: ' ' };
