import type { Member } from '../accounts/queries.ts';
import type { Site } from '../sites/queries.ts';
import type { Uploaders } from '../sites/wire.ts';
import { isNewsroom } from '../threads/policy.ts';

/** Published posts after which a site knows somebody, where it says nothing else: a machine's first act is no picture. */
export const KNOWN_FROM = 3;
/** What no site can go beyond, megabytes and minutes: an hour of talk, a match's summary. */
export const [MOST_MEGABYTES, MOST_MINUTES] = [500, 180];
/** The same, where a site says nothing; readers send none until it does. */
const [MEGABYTES, MINUTES] = [100, 30];
/** Bytes that one reader's sounds and films may take in all. */
export const QUOTA_BYTES = 1024 ** 3;

type Where = Pick<Site, 'settings'>;
type Who = Pick<Member, 'role' | 'postCount'>;

/** Why somebody may not show pictures on a site; null when they may: the newsroom and the invited always, guests never. */
export function refusalToUpload({ settings: { pictures = 'known' } }: Where, who: Who): 'media.notHere' | 'media.notYet' | null {
  const refusal = refusalBy(pictures, who);
  return refusal && `media.${refusal}`;
}

/** The same of sounds and films, which a site opens to its readers apart. */
export function refusalToPlay({ settings: { films = 'newsroom' } }: Where, who: Who): 'media.noFilmsHere' | 'media.noFilmsYet' | null {
  const refusal = refusalBy(films, who);
  return refusal && (refusal === 'notHere' ? 'media.noFilmsHere' : 'media.noFilmsYet');
}

/** How large and how long they may be. */
export const filmsOf = ({ settings: { filmMegabytes: megabytes = MEGABYTES, filmMinutes: minutes = MINUTES } }: Where) => ({
  megabytes,
  minutes,
});

function refusalBy(uploaders: Uploaders, { role, postCount }: Who): 'notHere' | 'notYet' | null {
  if (isNewsroom({ role }) || role === 'expert') return null;
  if (role === 'guest' || uploaders === 'newsroom') return 'notHere';
  return uploaders === 'known' && postCount < KNOWN_FROM ? 'notYet' : null;
}
