import type { Deps } from '../deps.ts';
import { forumThreads } from '../forum/queries.ts';
import { listIdeas } from '../ideas/queries.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { ContentIdea } from './wire.ts';

/** Of each sort: what one reads at a glance. */
const MOST = 4;

/** What readers wait for, want and follow: the questions nobody answered, the ideas most supported, what is most followed this week. */
export async function contentIdeas({ db, config, now }: Deps, site: Site): Promise<ContentIdea[]> {
  const within = { siteId: site.id, now: now() };
  const [asked, wanted, rising] = await Promise.all([
    forumThreads(db.read, { ...within, order: 'unanswered' }, null),
    listIdeas(db.read, { ...within, order: 'votes', state: 'open' }, null),
    forumThreads(db.read, { ...within, order: 'top', period: 'week' }, null),
  ]);
  const present = (from: ContentIdea['from'], { uid, title, n }: { uid: string; title: string | null; n: number }): ContentIdea => ({
    from,
    title: title ?? '',
    url: siteUrl(config, site) + threadPath({ uid, title }),
    n,
  });
  const questions = asked.filter(({ kind }) => kind === 'question').slice(0, MOST);
  return [
    ...questions.map(({ count, ...row }) => present('unanswered', { ...row, n: count })),
    ...wanted.slice(0, MOST).map(({ votes, ...row }) => present('idea', { ...row, n: votes })),
    ...rising.slice(0, MOST).map(({ count, ...row }) => present('rising', { ...row, n: count })),
  ];
}
