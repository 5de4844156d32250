import type { Database } from '../db/database.ts';
import { forgetFigures } from '../figures/queries.ts';
import type { Site } from '../sites/queries.ts';
import { createBodies } from './bodies.ts';
import { parseDisqus } from './disqus.ts';
import { openExport } from './export-file.ts';
import { hostsOf } from './page-address.ts';
import { planImport } from './plan.ts';
import { gather } from './read-disqus.ts';
import type { Report } from './report.ts';
import { writeArticle } from './write.ts';

export type DisqusImport = {
  file: string;
  site: Site;
  /** Hosts the site had before, folded, each with the one it has now. */
  moved: Map<string, string>;
  dryRun: boolean;
};

export type Progress = { step: 'reading'; done: number } | { step: 'writing'; done: number; total: number };

type Means = { db: Database; now: () => Date; newId: () => string };

/**
 * Brings the comments of an export of Disqus under the articles of a site. Read to its end before anything is written:
 * a file that is malformed (`MalformedExport`) leaves nothing. Run again, it brings only what is not there yet.
 */
export async function importDisqus(
  means: Means,
  { file, site, moved, dryRun }: DisqusImport,
  onProgress: (progress: Progress) => void,
): Promise<Report> {
  const bodies = dryRun ? null : createBodies();
  try {
    const { bytes, progress } = await openExport(file);
    const records = watched(parseDisqus(bytes), () => onProgress({ step: 'reading', done: progress() }));
    const { articles, report } = await planImport(means.db.read, await gather(records, bodies), {
      site,
      hosts: hostsOf(site.origins, moved),
      dryRun,
    });
    if (!bodies) return report;

    const total = report.posts.imported + report.posts.tombstones;
    let done = 0;
    for (const article of articles)
      await writeArticle({ ...means, site, bodies }, article, (posts) => {
        done += posts;
        onProgress({ step: 'writing', done, total });
      });
    await means.db.write((tx) => forgetFigures(tx, site.id));
    return report;
  } finally {
    bodies?.close();
  }
}

/** Tells of the reading now and then. */
async function* watched<T>(records: AsyncIterable<T>, tell: () => void) {
  let n = 0;
  for await (const record of records) {
    if (++n % 1000 === 0) tell();
    yield record;
  }
}
