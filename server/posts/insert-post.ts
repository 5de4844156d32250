import { eq, sql } from 'drizzle-orm';
import { givenAll, preparedWrite, type Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { RENDERER } from '../markdown/render.ts';
import { textOf } from '../markdown/text-of.ts';
import { languageOf } from '../moderation/language.ts';
import { addHeld } from '../threads/queries.ts';
import { postIn, type PostIn } from './queries.ts';
import type { Format } from './schema.ts';

export type NewRow = {
  uid: string;
  clientId: string;
  siteId: number;
  threadId: number;
  surface: 'comments' | 'forum';
  authorId: number;
  handId?: number | null;
  parentId: number | null;
  /** Its author speaks as an invited expert. */
  expert?: boolean;
  source: string;
  format: Format;
  html: string;
  /** How it came, where not by a form of ours. */
  via?: 'mail' | null;
  createdAt: Date;
};

const GIVEN = [
  ...(['uid', 'clientId', 'siteId', 'threadId', 'surface', 'authorId', 'handId', 'parentId', 'parentUid', 'rootId', 'rootUid'] as const),
  ...(['depth', 'expert', 'source', 'format', 'html', 'lang', 'via', 'createdAt'] as const),
];

/**
 * Every post is born held and unseen; becoming public is a transition like any other. One answers what is public:
 * refuses `parent_gone`, `parent_moved`.
 */
export async function insertPost(tx: Writer, row: NewRow): Promise<PostIn> {
  const { posts } = tx.t;
  const parent = row.parentId === null ? null : await publicParent(tx, row.parentId, row.threadId);
  const insert = preparedWrite(tx, 'insert post', () =>
    tx
      .insert(posts)
      .values({ ...givenAll(posts, GIVEN), state: 'held', listed: false, renderer: RENDERER })
      .returning({ id: posts.id }),
  );
  const becomeRoot = preparedWrite(tx, 'become root', () =>
    tx
      .update(posts)
      .set({ rootId: sql`${posts.id}` })
      .where(eq(posts.id, sql.placeholder('id'))),
  );
  const values: Record<(typeof GIVEN)[number], unknown> = {
    ...row,
    handId: row.handId ?? null,
    expert: row.expert ?? false,
    via: row.via ?? null,
    parentUid: parent?.uid ?? null,
    rootId: parent?.rootId ?? 0,
    rootUid: parent?.rootUid ?? row.uid,
    depth: parent ? parent.depth + 1 : 0,
    lang: languageOf(textOf(row.html)),
  };
  const [made] = await insert(values);
  if (!parent) await becomeRoot(made!);
  await addHeld(tx, row.threadId, 1);
  return (await postIn(tx, made!.id))!;
}

async function publicParent(tx: Writer, id: number, threadId: number) {
  const { posts } = tx.t;
  const [parent] = await tx
    .select({
      uid: posts.uid,
      rootId: posts.rootId,
      rootUid: posts.rootUid,
      depth: posts.depth,
      state: posts.state,
      threadId: posts.threadId,
    })
    .from(posts)
    .where(eq(posts.id, id));
  if (parent?.state !== 'published') throw new Refusal('parent_gone');
  if (parent.threadId !== threadId) throw new Refusal('parent_moved');
  return parent;
}
