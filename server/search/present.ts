import { eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { textOf } from '../markdown/text-of.ts';
import { presentAuthor } from '../posts/present.ts';
import { listedColumns } from '../posts/queries.ts';
import { siteUrl } from '../sites/url.ts';
import type { Site } from '../sites/queries.ts';
import { excerptOf, markTitle } from './excerpt.ts';
import type { Clause } from './parse-query.ts';
import type { SearchResult } from './wire.ts';

type For = { site: Site; clauses: Clause[]; blind: boolean; hidden: boolean };

/** What was found, in its order. What has been taken down since is not among it. */
export async function presentResults({ config, db }: Deps, { site, clauses, blind, hidden }: For, ids: number[]): Promise<SearchResult[]> {
  const rows = new Map((await rowsOf(db.read, ids)).map((row) => [row.post.id, row]));
  const there = ids.map((id) => rows.get(id)!).filter(({ post }) => hidden !== (post.state === 'published'));
  return there.map(({ post, thread, article, space }) => {
    const title = thread.title ?? (article?.confirmedAt ? article.title : null);
    return {
      id: post.uid,
      url: hidden ? `${siteUrl(config, site)}/t/${thread.uid}` : `${siteUrl(config, site)}/p/${post.uid}`,
      state: post.state,
      author: blind ? null : presentAuthor(post, { config, site }),
      at: post.createdAt.toISOString(),
      excerpt: excerptOf(textOf(post.html), clauses),
      thread: {
        id: thread.uid,
        kind: thread.kind,
        state: thread.state,
        title: title === null ? null : markTitle(title, clauses),
        space: space && { slug: space.slug, name: space.name },
      },
      accepted: thread.acceptedId === post.id,
    };
  });
}

function rowsOf(reader: Reader, ids: number[]) {
  const { posts, members, threads, articles, spaces } = reader.t;
  return reader
    .select({
      post: listedColumns(reader.t),
      thread: { uid: threads.uid, kind: threads.kind, state: threads.state, title: threads.title, acceptedId: threads.acceptedId },
      article: { title: articles.title, confirmedAt: articles.confirmedAt },
      space: { slug: spaces.slug, name: spaces.name },
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(spaces, eq(spaces.id, threads.spaceId))
    .where(inArray(posts.id, ids));
}
