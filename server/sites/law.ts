import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Site } from './queries.ts';
import type { LawSettings } from './wire.ts';

/** What holds before anybody declared anything: comments as recital 13 of the DSA has them, the forum with nothing spared. */
const UNDECLARED: LawSettings = {
  comments: 'hosting',
  forum: 'platform',
  declaredBy: null,
  declaredAt: null,
  alarmMinutes: 240,
  contestMonths: 6,
  publicLog: false,
  disputeBodies: [],
};

export const lawOf = ({ settings }: Pick<Site, 'settings'>): LawSettings => ({ ...UNDECLARED, ...settings.law });

export async function lawIn(reader: Reader, siteId: number): Promise<LawSettings> {
  const { sites } = reader.t;
  const [site] = await reader.select({ settings: sites.settings }).from(sites).where(eq(sites.id, siteId));
  return lawOf(site!);
}
