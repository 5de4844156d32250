// A forum to read: a space below another, somebody who opens conversations, somebody who answers.
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import { postById, postIn } from '#server/posts/queries.ts';
import { takeDown } from '#server/posts/transitions.ts';
import type { PostAnswer, PostWire } from '#server/posts/wire.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import type { Engine } from './database.ts';
import { createWorld, type Person } from './world.ts';

export type Forum = Awaited<ReturnType<typeof openForum>>;

export async function openForum(engine: Engine, given: Parameters<typeof createWorld>[1] = {}) {
  const world = await createWorld(engine, given);
  const [ada, linus, paul] = [await world.person('ada'), await world.person('linus'), await world.person('paul', 'moderator')];
  await world.db.write(async (tx) => {
    const row = { siteId: world.site.id, position: 1 };
    const [town] = await tx
      .insert(tx.t.spaces)
      .values({ ...row, slug: 'ville', name: 'La ville', description: 'Rues, places et chantiers.' })
      .returning({ id: tx.t.spaces.id });
    await tx.insert(tx.t.spaces).values({ ...row, position: 2, slug: 'velo', name: 'Vélo', parentId: town!.id });
  });

  /** A conversation in « Vélo », refusing to be refused. */
  const open = async (title: string, more: object = {}, who: Person = ada): Promise<OpenedWire> => {
    world.pass(60_000);
    const given = { site: 'courrier', space: 'velo', kind: 'discussion', title, source: `Au sujet de : ${title}.`, clientId: uuidv7() };
    const { status, body, text } = await who.send<OpenedWire>('POST', '/api/v1/threads', { ...given, ...more });
    if (status !== 201) throw new Error(text);
    return body;
  };
  const reply = async (
    { thread }: Pick<OpenedWire, 'thread'>,
    source: string,
    { parent = null as string | null, who = linus } = {},
  ): Promise<PostWire> => {
    world.pass(60_000);
    const { status, body, text } = await who.send<PostAnswer>('POST', '/api/v1/posts', { thread, parent, source, clientId: uuidv7() });
    if (status !== 201) throw new Error(text);
    return body.post;
  };
  /** What the desk does to a post, without its case: everybody loses sight of it. */
  const take = (post: string) =>
    world.db.write(async (tx) => {
      const row = (await postById(tx, post))!;
      await takeDown(tx, (await postIn(tx, row.id))!, 'removed', world.now());
    });
  /** A moderator sees to one space from now on. */
  const limit = ({ member }: Person) =>
    world.db.write(async (tx) => {
      const { spaces, moderatorSpaces } = tx.t;
      const [town] = await tx.select({ id: spaces.id }).from(spaces).orderBy(spaces.position).limit(1);
      await tx.insert(moderatorSpaces).values({ siteId: world.site.id, memberId: member.id, spaceId: town!.id });
    });
  /** Paul refuses what waits first, and everybody is told. */
  const refuse = async (rule: number) => {
    const { body } = await paul.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
    const { id, version, post } = (await paul.desk<CaseDetail>('GET', `/api/v1/cases/${body.cases[0]!.id}`)).body;
    const decision = { version, revision: post!.revision, verdict: 'reject', rule };
    const { status, text } = await paul.desk('POST', `/api/v1/cases/${id}/decisions`, decision);
    if (status !== 200) throw new Error(text);
    await world.tell();
  };
  const change = (settings: object) =>
    world.db.write(async (tx) => void (await tx.update(tx.t.sites).set({ settings: { ...world.site.settings, ...settings } })));
  return { ...world, ada, linus, paul, open, reply, take, limit, refuse, change };
}
