import type { Deps } from '../deps.ts';
import { presentRow } from '../cases/present.ts';
import { caseBy, decisionsOf, reportsOf, statementsOf } from '../cases/queries.ts';
import { presentForStaff, presentPost } from '../posts/present.ts';
import { postById, postsByIds } from '../posts/queries.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { memberBy, type DeliveryRow } from './queries.ts';
import type { Facts, Message } from './wire.ts';

type Given = Pick<Deps, 'db' | 'config' | 'now'>;

/** What an address is told, read when it leaves; null where what it tells of is no longer there. */
export async function messageOf(deps: Given, site: Site, { event, subject, createdAt }: DeliveryRow): Promise<Message | null> {
  const facts = await factsOf(deps, site, { event, subject });
  return facts && { type: event as Message['type'], timestamp: createdAt.toISOString(), data: { site: site.key, ...facts } };
}

async function factsOf(deps: Given, site: Site, { event, subject }: Pick<DeliveryRow, 'event' | 'subject'>): Promise<Facts | null> {
  if (event === 'test') return {};
  if (event === 'member.joined') return aboutMember(deps, subject);
  if (event === 'report.made') return aboutReport(deps, site, subject);
  if (event === 'thread.opened') return aboutThread(deps, site, subject);
  if (event.startsWith('post.')) return aboutPost(deps, site, subject);
  const about = await aboutCase(deps, site, subject);
  return about && { case: about.case };
}

/**
 * A held or refused one as staff see it: nobody else does. What was public and is no longer, without its words. null for
 * another site's.
 */
export async function aboutPost({ db, config, now }: Given, site: Site, uid: string): Promise<Facts | null> {
  const row = await postById(db.read, uid);
  const place = row && (await findThreadPlace(db.read, row.threadId));
  if (!row || !place || row.siteId !== site.id) return null;
  const facts = { config, site, statements: await statementsOf(db.read, [row.id], now()) };
  const { thread, article } = place;
  const known = article?.confirmedAt ? article : null;
  return {
    post: row.state === 'held' || row.state === 'rejected' ? presentForStaff(row, { ...facts, now: now() }) : presentPost(row, facts),
    thread: {
      id: thread.uid,
      url: `${siteUrl(config, site)}/t/${thread.uid}`,
      title: thread.title ?? known?.title ?? place.articleKey ?? '',
      article: article && { id: article.key, url: known?.url ?? null },
    },
  };
}

/** With what it opens with; null where that was taken away meanwhile. */
async function aboutThread(deps: Given, site: Site, uid: string): Promise<Facts | null> {
  const place = await findThreadPlace(deps.db.read, uid);
  const openingId = place?.thread.openingId;
  const [opening] = openingId ? await postsByIds(deps.db.read, [openingId]) : [];
  return opening?.state === 'published' ? aboutPost(deps, site, opening.uid) : null;
}

async function aboutCase({ db, config }: Given, site: Site, uid: string) {
  const row = await caseBy(db.read, uid);
  return row && { row, case: presentRow(config, site, row, await decisionsOf(db.read, [row])) };
}

/** `subject` is its case and itself. Who reported stays in the desk. */
async function aboutReport(deps: Given, site: Site, subject: string): Promise<Facts | null> {
  const [caseUid = '', uid] = subject.split('/');
  const about = await aboutCase(deps, site, caseUid);
  const report = about && (await reportsOf(deps.db.read, about.row.id)).find((one) => one.uid === uid);
  return report
    ? { case: about.case, report: { id: report.uid, at: report.at.toISOString(), rule: report.rule, revision: report.revision } }
    : null;
}

async function aboutMember({ db }: Given, uid: string): Promise<Facts | null> {
  const row = await memberBy(db.read, uid);
  return row && { member: { id: row.uid, name: row.name, role: row.role, at: row.createdAt.toISOString() } };
}
