import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import { missingOf, publisherOf } from './publisher.ts';
import { siteColumns, type Site } from './queries.ts';
import type { PublisherField, PublisherInput } from './wire.ts';

/** Refuses `taken` where somebody saved since; `invalid` where an open site would no longer say what it must. */
export async function savePublisher({ db }: Deps, { id }: Site, { version, publisher }: PublisherInput) {
  await db.write(async (tx) => {
    const { sites } = tx.t;
    const before = await siteIn(tx, id);
    if (before.settings.state !== 'draft') {
      const lacked = missingOf(publisherOf(before));
      refuseMissing(missingOf(publisher).filter((field) => !lacked.includes(field)));
    }
    const saved = await tx
      .update(sites)
      .set({ settings: { ...before.settings, publisher }, version: version + 1 })
      .where(and(eq(sites.id, id), eq(sites.version, version)))
      .returning({ id: sites.id });
    if (saved.length === 0) throw new Refusal('taken');
  });
}

/** Readers come in, or only the newsroom until it says otherwise. Refuses `invalid`, naming what the law wants said before. */
export async function openSite({ db, bus, now }: Deps, { id }: Site, { open, by }: { open: boolean; by: string }) {
  await db.write(async (tx) => {
    const before = await siteIn(tx, id);
    const { state, ...settings } = before.settings;
    if (open === (state === undefined) || (!open && state === 'draft')) return;
    if (open) refuseMissing(missingOf(publisherOf(before)));
    await tx
      .update(tx.t.sites)
      .set({ settings: open ? settings : { ...settings, state: 'paused' as const }, version: before.version + 1 })
      .where(eq(tx.t.sites.id, id));
    await logSecurity(tx, { event: open ? 'site.opened' : 'site.paused', siteId: id, actor: by, at: now() });
  });
  if (!open) bus.emit('site.shut', { siteId: id });
}

async function siteIn(tx: Writer, id: number): Promise<Site> {
  const [site] = await tx.select(siteColumns(tx.t)).from(tx.t.sites).where(eq(tx.t.sites.id, id));
  return site!;
}

function refuseMissing(missing: PublisherField[]) {
  if (missing.length > 0)
    throw new Refusal('invalid', { fields: Object.fromEntries(missing.map((field) => [`publisher.${field}`, ['field.law']])) });
}
