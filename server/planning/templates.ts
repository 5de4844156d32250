import { and, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { translate } from '../i18n/translate.ts';
import type { Site } from '../sites/queries.ts';
import type { PlannedKind, TemplateInput, TemplateWire } from './wire.ts';

/** Ours, until a site says otherwise under the same key. */
const OURS = [
  { key: 'expert', kind: 'expert', minutes: 60, pinned: true },
  { key: 'testimony', kind: 'testimony', minutes: 30, pinned: false },
  { key: 'debate', kind: 'discussion', minutes: 90, pinned: false },
  { key: 'newsroom', kind: 'expert', minutes: 60, pinned: false },
  { key: 'after', kind: 'gallery', minutes: 30, pinned: false },
] as const satisfies { key: string; kind: PlannedKind; minutes: number; pinned: boolean }[];

/** More is a list to search, not a choice. */
const MOST = 30;

/** What an item of this site begins as: ours and its own, in its language. */
export async function templatesOf(reader: Reader, { id, settings: { locale } }: Site): Promise<TemplateWire[]> {
  const { calendarTemplates } = reader.t;
  const { key, version, name, kind, source, minutes, pinned, checklist, retiredAt } = calendarTemplates;
  const rows = await reader
    .select({ key, version, name, kind, source, minutes, pinned, checklist, retiredAt })
    .from(calendarTemplates)
    .where(eq(calendarTemplates.siteId, id));
  const said = new Map(rows.map(({ retiredAt: at, ...row }) => [row.key, { ...row, retired: at !== null }]));
  const ours = OURS.map((one) => ({
    ...one,
    version: 0,
    name: translate(locale, `planning.template.${one.key}`),
    source: translate(locale, `planning.template.${one.key}.source`),
    checklist: translate(locale, `planning.template.${one.key}.checks`).split('\n'),
    retired: false,
  }));
  const own = [...said.values()].filter((row) => !OURS.some((one) => one.key === row.key));
  return [...ours.map((one) => said.get(one.key) ?? one), ...own.filter(({ retired }) => !retired)];
}

/** Another wording, or one more; `retired`: offered no more. Refuses `taken` where somebody changed it meanwhile, `invalid` for one too many. */
export async function saveTemplate(
  { db, now }: Deps,
  { site }: Staff,
  { key, version, retired, ...given }: TemplateInput & { key: string },
) {
  const at = now();
  await db.write(
    async (tx) => {
      const { calendarTemplates } = tx.t;
      const here = and(eq(calendarTemplates.siteId, site.id), eq(calendarTemplates.key, key));
      const [known] = await tx.select({ version: calendarTemplates.version }).from(calendarTemplates).where(here);
      if ((known?.version ?? 0) !== version) throw new Refusal('taken');
      const row = { ...given, version: version + 1, retiredAt: retired ? at : null };
      if (known) return void (await tx.update(calendarTemplates).set(row).where(here));
      if ((await tx.$count(calendarTemplates, eq(calendarTemplates.siteId, site.id))) >= MOST)
        throw new Refusal('invalid', { fields: { name: ['field.too_many', { max: MOST }] } });
      await tx.insert(calendarTemplates).values({ ...row, siteId: site.id, key });
    },
    { lock: `calendar:${site.id}` },
  );
}
