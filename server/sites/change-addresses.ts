import { and, eq, like, or, sql, type Column } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';
import { CommandProblem } from '../ops/command.ts';
import { logSecurity } from '../security/log.ts';

/** `key` is null for the only site there is. */
export type NewAddress = { key: string | null; url: URL };

/**
 * Sites from another address on, while nobody serves them: their host, and what their own stored HTML leads to. Words stay as they were
 * written, records as they were made. Refuses a site that is not there, and a host that another has.
 */
export async function changeAddresses(db: Database, addresses: NewAddress[], at: Date) {
  for (const { key, url } of addresses)
    await db.write(async (tx) => {
      const { sites } = tx.t;
      const all = await tx.select({ id: sites.id, key: sites.key, host: sites.host }).from(sites).orderBy(sites.id);
      const site = key === null && all.length === 1 ? all[0] : all.find((one) => one.key === key);
      if (!site) throw new CommandProblem('restore.whichSite', { keys: all.map((one) => one.key).join(', ') });
      if (all.some(({ id, host }) => id !== site.id && host === url.host))
        throw new CommandProblem('restore.hostTaken', { host: url.host });
      for (const scheme of ['http', 'https']) await lead(tx, `${scheme}://${site.host}/`, `${url.origin}/`);
      if (site.host === url.host) return;
      await tx.update(sites).set({ host: url.host }).where(eq(sites.id, site.id));
      await logSecurity(tx, { event: 'site.moved', siteId: site.id, facts: { from: site.host, to: url.host }, at });
    });
}

async function lead(tx: Writer, from: string, to: string) {
  const { posts, revisions, openings, digests, spaces, campaigns } = tx.t;
  const html = (text: string) => ledIn(text, from, to);
  const leads = (text: Column) => or(like(text, `%="${from}%`), like(text, `%w, ${from}media/%`));
  for (const table of [posts, openings, digests]) {
    const found = await tx.select({ id: table.id, text: table.html }).from(table).where(leads(table.html)).orderBy(table.id);
    for (const { id, text } of found)
      await tx
        .update(table)
        .set({ html: html(text) })
        .where(eq(table.id, id));
  }
  const { postId, revision } = revisions;
  const former = await tx
    .select({ postId, revision, text: revisions.html })
    .from(revisions)
    .where(leads(revisions.html))
    .orderBy(postId, revision);
  for (const one of former)
    await tx
      .update(revisions)
      .set({ html: html(one.text) })
      .where(and(eq(postId, one.postId), eq(revision, one.revision)));
  const ruled = await tx
    .select({ id: spaces.id, text: spaces.guidelinesHtml })
    .from(spaces)
    .where(leads(spaces.guidelinesHtml))
    .orderBy(spaces.id);
  for (const { id, text } of ruled)
    await tx
      .update(spaces)
      .set({ guidelinesHtml: html(text!) })
      .where(eq(spaces.id, id));
  await tx
    .update(campaigns)
    .set({ url: sql<string>`replace(${campaigns.url}, ${from}, ${to})` })
    .where(like(campaigns.url, `${from}%`));
}

/** A tag as a sanitiser writes it: each value between double quotes, none of which is in it. */
const TAG = /<[a-z](?:[^>"]|"[^"]*")*>/gi;

/** In HTML, what attributes hold: an address alone, or the further ones of a `srcset`. Words that look like one are words. */
const ledIn = (html: string, from: string, to: string) =>
  html.replaceAll(TAG, (tag) => tag.replaceAll(`="${from}`, `="${to}`).replaceAll(`w, ${from}media/`, `w, ${to}media/`));
