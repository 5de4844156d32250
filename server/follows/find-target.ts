import { and, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { findProfile } from '../members/profile.ts';
import type { Site } from '../sites/queries.ts';
import { isOut } from '../threads/policy.ts';
import { findArticlePlace, findSpace, findThreadPlace } from '../threads/queries.ts';
import { sayTag } from '../threads/tags.ts';
import { threadPath } from '../threads/thread-path.ts';
import { bylineOf, conversation, type Target } from './around.ts';
import type { FollowKind } from './levels.ts';

/** What somebody would follow, by what addresses name it. `path`: its page, null where it has none. */
export type Followable = Pick<Target, 'kind' | 'target'> & { name: string; path: string | null };

/**
 * Of this site, as everybody may read it; null for what is not. A thread and a member go by their outside ids, a space and a tag by
 * their addresses, an article by the publisher's id, also before anybody wrote there; a byline is the article's, by its place in it,
 * or one that somebody follows already, by its folded name.
 */
export async function findTarget(deps: Deps, site: Site, { kind, name }: { kind: FollowKind; name: string }): Promise<Followable | null> {
  return FINDERS[kind](deps, site, name);
}

const FINDERS: Record<FollowKind, (deps: Deps, site: Site, name: string) => Promise<Followable | null>> = {
  thread: async ({ db, now }, site, uid) => {
    const place = await findThreadPlace(db.read, uid);
    if (!place || place.site.id !== site.id || !isOut(place.thread, now())) return null;
    const { kind, target } = conversation({ threadId: place.thread.id, articleKey: place.articleKey });
    const path = place.articleKey === null ? threadPath(place.thread) : articlePath(place.articleKey);
    return { kind, target, name: place.thread.title ?? place.article?.title ?? place.articleKey ?? '', path };
  },
  article: async ({ db }, site, key) => {
    const { article, thread } = await findArticlePlace(db.read, site, key);
    if (!article?.confirmedAt && !thread) return null;
    return { kind: 'article', target: key, name: article?.title ?? key, path: articlePath(key) };
  },
  tag: async ({ db: { read } }, site, slug) => {
    const { tags } = read.t;
    const [tag] = await read
      .select()
      .from(tags)
      .where(and(eq(tags.siteId, site.id), eq(tags.slug, slug)));
    return tag ? { kind: 'tag', target: String(tag.mergedIntoId ?? tag.id), name: sayTag(tag), path: `/tag/${slug}` } : null;
  },
  author: async ({ db }, site, uid) => {
    const profile = await findProfile(db.read, site.id, uid);
    return profile && { kind: 'author', target: String(profile.id), name: profile.name, path: `/members/${uid}` };
  },
  byline: async ({ db }, site, name) => {
    const [, place, key] = /^(\d+)-([^]+)$/.exec(name) ?? [];
    if (!key) return knownByline(db.read, site, name);
    const { articles } = db.read.t;
    const [article] = await db.read
      .select({ bylines: articles.bylines })
      .from(articles)
      .where(and(eq(articles.siteId, site.id), eq(articles.key, key)));
    const byline = article?.bylines[Number(place)];
    return byline ? { kind: 'byline', target: bylineOf(byline), name: byline, path: null } : null;
  },
  section: async ({ db: { read } }, site, name) => {
    const { articles } = read.t;
    const [known] = await read
      .select({ id: articles.id })
      .from(articles)
      .where(and(eq(articles.siteId, site.id), eq(articles.section, name)))
      .limit(1);
    return known ? { kind: 'section', target: name, name, path: null } : null;
  },
  space: async ({ db }, site, slug) => {
    const space = await findSpace(db.read, site.id, slug);
    return space && { kind: 'space', target: String(space.id), name: space.name, path: `/s/${space.slug}` };
  },
};

async function knownByline(reader: Reader, site: Site, folded: string): Promise<Followable | null> {
  const { follows } = reader.t;
  const [known] = await reader
    .select({ name: follows.name })
    .from(follows)
    .where(and(eq(follows.siteId, site.id), eq(follows.kind, 'byline'), eq(follows.target, folded)))
    .limit(1);
  return known ? { kind: 'byline', target: folded, name: known.name ?? folded, path: null } : null;
}

const articlePath = (key: string) => `/a/${encodeURIComponent(key)}`;
