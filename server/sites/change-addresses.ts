import { eq, like, or, sql, type Column, type SQL } from 'drizzle-orm';
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

/** In HTML, what attributes hold: an address alone, or the further ones of a `srcset`. */
async function lead(tx: Writer, from: string, to: string) {
  const { posts, revisions, openings, digests, spaces, campaigns } = tx.t;
  for (const table of [posts, revisions, openings, digests])
    await tx
      .update(table)
      .set({ html: led(led(table.html, `="${from}`, `="${to}`), `w, ${from}media/`, `w, ${to}media/`) })
      .where(or(like(table.html, `%="${from}%`), like(table.html, `%w, ${from}media/%`)));
  await tx
    .update(spaces)
    .set({ guidelinesHtml: led(spaces.guidelinesHtml, `="${from}`, `="${to}`) })
    .where(like(spaces.guidelinesHtml, `%="${from}%`));
  await tx
    .update(campaigns)
    .set({ url: led(campaigns.url, from, to) })
    .where(like(campaigns.url, `${from}%`));
}

const led = (text: SQL | Column, from: string, to: string) => sql<string>`replace(${text}, ${from}, ${to})`;
