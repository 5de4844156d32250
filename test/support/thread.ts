// For journeys: threads as they are after a while, and what others do while a page is open.
import { randomUUID } from 'node:crypto';
import { signToken } from '#server/accounts/token.ts';
import { renderBody } from '#server/markdown/render.ts';
import { insertPost } from '#server/posts/insert-post.ts';
import { publish } from '#server/posts/transitions.ts';
import type { PostAnswer, PostWire } from '#server/posts/wire.ts';
import { ensureArticleThread } from '#server/threads/queries.ts';
import type { Neighbour, Town } from './town.ts';

export type Planned = {
  text: string;
  /** Which of those before it answers, by its place in the list. */
  replyTo?: number;
};

/** Published under an article, a minute apart, the last one now. Resolves with their ids. */
export async function fillThread({ deps, site }: Town, article: string, by: Neighbour, planned: Planned[]): Promise<string[]> {
  const now = deps.now();
  const thread = await deps.db.write((tx) =>
    ensureArticleThread(tx, { siteId: site.id, key: article, uid: deps.newId(), claimed: null, now }),
  );
  return deps.db.write(async (tx) => {
    const made: { id: number; uid: string }[] = [];
    for (const [i, { text, replyTo }] of planned.entries()) {
      const createdAt = new Date(now.getTime() - (planned.length - 1 - i) * 60_000);
      const post = await insertPost(tx, {
        uid: deps.newId(),
        clientId: deps.newId(),
        siteId: site.id,
        threadId: thread.id,
        surface: 'comments',
        authorId: by.member.id,
        parentId: replyTo === undefined ? null : made[replyTo]!.id,
        source: text,
        format: 'markdown',
        html: await renderBody(text, 'markdown'),
        createdAt,
      });
      await publish(tx, post, createdAt);
      made.push(post);
    }
    return made.map(({ uid }) => uid);
  });
}

/** Somebody signed in on another copy of the page, who does what its element would ask. */
export async function elsewhere({ deps, site, origin, paper }: Town, who: Neighbour) {
  const { id } = await deps.sessions.start(who.accountId, { siteId: site.id, origin: paper.origin });
  const call = async (method: string, path: string, body?: unknown) => {
    const { token } = signToken(deps.config.secret!, id, deps.now());
    const answer = await fetch(`${origin}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, origin: paper.origin, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${who.name}, ${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : await answer.json();
  };
  return {
    post: async (article: string, source: string, parent: PostWire | null = null): Promise<PostWire> => {
      const body = { site: site.key, article, source, parent: parent?.id ?? null, clientId: randomUUID() };
      return ((await call('POST', 'posts', body)) as PostAnswer).post;
    },
    edit: ({ id: post, revision }: PostWire, source: string) => call('PATCH', `posts/${post}`, { source, revision }),
    remove: ({ id: post }: PostWire) => call('DELETE', `posts/${post}`),
    report: ({ id: post }: PostWire, rule: number) => call('POST', `posts/${post}/reports`, { rule }),
  };
}
