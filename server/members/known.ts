import { eq } from 'drizzle-orm';
import { badgesOf } from '../belonging/badges-of.ts';
import { badgeName } from '../belonging/BadgeName.tsx';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { translate, type Locale } from '../i18n/translate.ts';
import { engagementOf } from '../engagement/queries.ts';
import { pacesOf } from '../notifications/pace.ts';
import { settingsOf } from '../notifications/queries.ts';
import { isFor } from '../rights.ts';
import { segmentsWith } from '../segments/queries.ts';
import { labelsOf, labelsOn } from './labels.ts';
import { lookedBy } from './look.ts';
import type { memberByUid } from './queries.ts';
import type { MemberFile } from './wire.ts';

type Found = Awaited<ReturnType<typeof memberByUid>> & {};

/** Of a member's file what is no moderation: how they are found again, what they were given, what they agreed to. */
export async function knownOf(
  { db: { read }, now }: Deps,
  { site, member }: Staff,
  row: Found,
): Promise<Pick<MemberFile, 'engagement' | 'labels' | 'knownLabels' | 'segments' | 'earned' | 'consent' | 'seenBy'>> {
  const at = now();
  const manages = isFor('GET /api/v1/segments', member.role);
  const badges = await badgesOf(read, row, at);
  return {
    engagement: await engagementOf(read, { siteId: site.id, memberId: row.id }),
    labels: await labelsOf(read, row.id),
    knownLabels: await labelsOn(read, site.id),
    segments: manages ? await segmentsWith(read, { site, memberId: row.id }, at) : [],
    earned: badges
      .filter(({ given }) => given === null)
      .map((badge) => ({
        key: badge.key,
        glyph: badge.glyph,
        at: badge.at.toISOString(),
        hidden: badge.hidden,
        name: inBoth((locale) => badgeName(badge, (key) => translate(locale, key), locale)),
      })),
    consent: await consentOf(read, row.id),
    seenBy: manages && row.account ? await lookedBy(read, { siteId: site.id, account: row.account }, at) : [],
  };
}

const inBoth = (say: (locale: Locale) => string) => ({ fr: say('fr'), en: say('en') });

async function consentOf(reader: Reader, memberId: number): Promise<MemberFile['consent']> {
  const { members, pushEndpoints } = reader.t;
  const [row] = await reader
    .select({ charter: members.charterVersion, age: members.ageDeclaredAt })
    .from(members)
    .where(eq(members.id, memberId));
  return {
    charter: row!.charter,
    age: row!.age?.toISOString() ?? null,
    mails: pacesOf(await settingsOf(reader, memberId)),
    devices: await reader.$count(pushEndpoints, eq(pushEndpoints.memberId, memberId)),
  };
}
