import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import { appearancesOf, appearedIn, expertsOn, type ExpertRecord } from './queries.ts';
import type { ExpertRow, ExpertsWire, ExpertWire } from './wire.ts';

export async function readExperts({ db }: Deps, { id }: Pick<Site, 'id'>): Promise<ExpertsWire> {
  const records = await expertsOn(db.read, id);
  const appeared = await appearedIn(
    db.read,
    records.map(({ memberId }) => memberId),
  );
  return { experts: records.map((record) => presentExpert(record, appeared.get(record.memberId))) };
}

/** Refuses `not_found` for who is no expert here, or has left. */
export async function readExpert({ db, config }: Deps, { site }: Pick<Staff, 'site'>, uid: string): Promise<ExpertWire> {
  const [record] = await expertsOn(db.read, site.id, uid);
  if (!record) throw new Refusal('not_found');
  const appeared = await appearedIn(db.read, [record.memberId]);
  const appearances = await appearancesOf(db.read, record.memberId);
  return {
    ...presentExpert(record, appeared.get(record.memberId)),
    appearances: appearances.map(({ uid: thread, title, article, at, ...figures }) => ({
      ...figures,
      title: title ?? article ?? '',
      url: siteUrl(config, site) + threadPath({ uid: thread, title }),
      at: at!.toISOString(),
    })),
  };
}

type Appeared = { threads: number; answers: number; lastAt: Date | null } | undefined;

const presentExpert = (record: ExpertRecord, appeared: Appeared): ExpertRow => ({
  id: record.id,
  name: record.name,
  title: record.title ?? '',
  affiliation: record.affiliation ?? '',
  interests: record.interests ?? '',
  field: record.field ?? '',
  availability: record.availability ?? '',
  version: record.version ?? 0,
  threads: appeared?.threads ?? 0,
  answers: appeared?.answers ?? 0,
  lastAt: appeared?.lastAt?.toISOString() ?? null,
});
