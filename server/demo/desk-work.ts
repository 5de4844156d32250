import { and, desc, eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import { makeAppeal } from '../appeals/make-appeal.ts';
import { saveCanned } from '../canned/save-canned.ts';
import { escalateCase } from '../cases/escalate-case.ts';
import { caseBy } from '../cases/queries.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { giveNotice } from '../notices/give-notice.ts';
import type { Site } from '../sites/queries.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { typeset } from './typeset.ts';

type Newsroom = { site: Site; members: Map<string, Member> };

/** What a desk has on its table of a morning: a notice, an appeal, a case for the managers, replies that are often sent. */
export async function addDeskWork(deps: Deps, { site, members }: Newsroom) {
  await addNotice(deps, members.get('philgob')!);
  await addAppeal(deps, members.get('gerard')!);
  const staff: Staff = { via: 'cookie', member: members.get('camille')!, session: undefined as never, site, spaces: null };
  await addEscalation(deps, staff);
  for (const reply of replies) await saveCanned(deps, staff, { id: null, locale: 'fr', version: 0, ...reply });
}

const replies = [
  { title: 'Restons sur le sujet', body: typeset("Revenons à l'article : ce fil est pour en parler."), verdict: null, rule: null },
  { title: 'Une personne est visée', body: typeset("Dites l'idée que vous contestez, pas la personne."), verdict: 'reject', rule: 4 },
] as const;

async function addNotice(deps: Deps, { id: authorId }: Member) {
  const { posts } = deps.db.read.t;
  const theirs = and(eq(posts.authorId, authorId), eq(posts.state, 'published'));
  const [post] = await deps.db.read.select().from(posts).where(theirs).orderBy(desc(posts.id)).limit(1);
  const place = (await findThreadPlace(deps.db.read, post!.threadId))!;
  await giveNotice(
    deps,
    { place, postId: post!.id, memberId: null, ip: '127.0.0.1', locale: 'fr' },
    {
      post: post!.uid,
      ground: 'defamation',
      explanation: typeset("Ce message prête à une personne que tout le monde reconnaît des faits qu'elle n'a pas commis."),
      name: 'Maître Anne Le Goff',
      email: 'cabinet.legoff@exemple.test',
      goodFaith: true,
    },
  );
}

/** Of the latest that they were refused. */
async function addAppeal(deps: Deps, { id: memberId }: Member) {
  const { statements, restrictions } = deps.db.read.t;
  const [statement] = await deps.db.read
    .select({
      id: statements.id,
      siteId: statements.siteId,
      postId: statements.postId,
      memberId: statements.memberId,
      decisionId: restrictions.decisionId,
      contestableUntil: statements.contestableUntil,
    })
    .from(statements)
    .innerJoin(restrictions, eq(restrictions.id, statements.restrictionId))
    .where(eq(statements.memberId, memberId))
    .orderBy(desc(statements.at))
    .limit(1);
  const text = typeset("J'ai été vif, mais je parlais d'une décision publique, pas de la personne qui l'a prise.");
  await makeAppeal(deps, { ...statement!, by: { statementId: statement!.id } }, { text, ip: '127.0.0.1' });
}

async function addEscalation(deps: Deps, staff: Staff) {
  const { cases } = deps.db.read.t;
  const waiting = and(eq(cases.siteId, staff.site.id), eq(cases.state, 'open'), eq(cases.legal, false));
  const [open] = await deps.db.read.select({ id: cases.id }).from(cases).where(waiting).orderBy(desc(cases.weight)).limit(1);
  const found = (await caseBy(deps.db.read, open!.id))!;
  const text = typeset("Ce message désigne quelqu'un que tout le monde reconnaît : à vous de dire.");
  await escalateCase(deps, staff, found, text);
}
