import type { Context } from 'hono';
import { desc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';

type Version = Awaited<ReturnType<typeof captionsBefore>>[number];

/** What captions of these said before each change, the latest change first. */
export function captionsBefore(reader: Reader, uids: string[]) {
  const { captionVersions, media, members } = reader.t;
  return reader
    .select({
      id: captionVersions.id,
      medium: media.uid,
      captions: captionVersions.captions,
      by: members.name,
      at: captionVersions.at,
    })
    .from(captionVersions)
    .innerJoin(members, eq(members.id, captionVersions.byId))
    .innerJoin(media, eq(media.id, captionVersions.mediaId))
    .where(inArray(media.uid, ['', ...uids]))
    .orderBy(desc(captionVersions.id));
}

/** Who changed them, when, and what they said until then. */
export function CaptionsBefore({ c, versions }: { c: Context<Env>; versions: Version[] }) {
  const t = wordsOf(c);
  if (versions.length === 0) return null;
  return (
    <details>
      <summary>{t('captions.before', { n: versions.length })}</summary>
      <ol class="rows tight">
        {versions.map(({ id, captions, by, at }) => (
          <li key={id} class="flow">
            <p class="meta">{t('captions.changed', { name: by, date: momentOf(c.var.locale, at, zoneOf(c)) })}</p>
            {captions === null ? <p>{t('captions.wereNone')}</p> : <pre>{captions}</pre>}
          </li>
        ))}
      </ol>
    </details>
  );
}
