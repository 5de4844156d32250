import { textOf } from '../markdown/text-of.ts';
import type { AuthorWire, PostWire } from '../posts/wire.ts';
import type { ThreadPage, ThreadWire } from '../threads/wire.ts';
import type { JsonLd } from './json-ld.ts';
import { mediaData } from './media-data.ts';

/** A comment with those it is answered by: what the page shows of them. */
type Node = { post: PostWire; replies: Node[] };

/**
 * A conversation as search engines read it, with what this page of it shows and nothing more: what is not public has no
 * text here, and what answers it stands where it stood.
 * https://developers.google.com/search/docs/appearance/structured-data/discussion-forum and …/qapage
 */
export function threadData(page: ThreadPage): JsonLd[] {
  const { thread } = page;
  const opening = page.posts.find(({ id, state }) => id === thread.opening && state === 'published');
  const replies = treeOf(page.posts.filter(({ id }) => id !== thread.opening));
  if (!opening) return thread.article?.url ? [underArticle(page, replies)] : [];
  if (page.posts.some(({ accepted }) => accepted)) return [answered(page, opening, replies)];
  return [discussion(page, opening, replies)];
}

function discussion(page: ThreadPage, opening: PostWire, replies: Node[]): JsonLd {
  const { thread } = page;
  return {
    '@type': 'DiscussionForumPosting',
    ...written(page, opening),
    url: thread.url,
    headline: thread.title,
    ...counted(thread),
    comment: replies.map((node) => comment(page, node)),
  };
}

function answered(page: ThreadPage, opening: PostWire, replies: Node[]): JsonLd {
  const { thread } = page;
  const kept = (node: Node): boolean => node.post.accepted !== undefined || node.replies.some(kept);
  const answer = (node: Node) => ({ ...comment(page, node), '@type': 'Answer' });
  return {
    '@type': 'QAPage',
    mainEntity: {
      '@type': 'Question',
      ...written(page, opening),
      url: thread.url,
      name: thread.title,
      answerCount: thread.count,
      acceptedAnswer: replies.filter(kept).map(answer)[0],
      suggestedAnswer: replies.filter((node) => !kept(node)).map(answer),
    },
  };
}

/** An article opens by no post: it is the publisher's, talked of here. */
function underArticle(page: ThreadPage, replies: Node[]): JsonLd {
  const { thread } = page;
  return {
    '@type': 'NewsArticle',
    url: thread.article!.url,
    ...(thread.title && { headline: thread.title }),
    discussionUrl: thread.url,
    ...counted(thread),
    comment: replies.map((node) => comment(page, node)),
  };
}

const comment = (page: ThreadPage, { post, replies }: Node): JsonLd => ({
  '@type': 'Comment',
  ...written(page, post),
  ...(replies.length > 0 && { comment: replies.map((node) => comment(page, node)) }),
});

const written = ({ site, thread }: ThreadPage, { id, author, at, editedAt, html }: PostWire) => ({
  url: `${site.url}/p/${id}`,
  text: textOf(html),
  author: personOf(site.url, author!),
  datePublished: at,
  ...(editedAt && { dateModified: editedAt }),
  ...mediaData(html, { at, thumbnail: `${site.url}/t/${thread.id}/card.png` }),
});

/** Who writes; of guests and others too, the page there says who they are. */
const personOf = (origin: string, { id, name }: AuthorWire) => ({ '@type': 'Person', name, url: `${origin}/members/${id}` });

const counted = ({ count }: Pick<ThreadWire, 'count'>) => ({
  commentCount: count,
  interactionStatistic: {
    '@type': 'InteractionCounter',
    interactionType: 'https://schema.org/CommentAction',
    userInteractionCount: count,
  },
});

/** Only what is public; under the nearest public one above. */
function treeOf(posts: PostWire[]): Node[] {
  const shown = posts.filter(({ state }) => state === 'published');
  const nodes = new Map(shown.map((post) => [post.id, { post, replies: [] as Node[] }]));
  const parents = new Map(posts.map(({ id, parent }) => [id, parent]));
  const above = (id: string | null): Node | undefined => (id === null ? undefined : (nodes.get(id) ?? above(parents.get(id) ?? null)));
  const roots: Node[] = [];
  for (const node of nodes.values()) (above(node.post.parent)?.replies ?? roots).push(node);
  return roots;
}
