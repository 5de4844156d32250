import type { Member } from '../accounts/queries.ts';
import type { Site } from '../sites/queries.ts';
import { isNewsroom } from '../threads/policy.ts';

/** Published posts after which a site knows somebody, where it says nothing else: a machine's first act is no picture. */
export const KNOWN_FROM = 3;

/** Why somebody may not show pictures on a site; null when they may: the newsroom and the invited always, guests never. */
export function refusalToUpload(
  { settings: { pictures = 'known' } }: Pick<Site, 'settings'>,
  { role, postCount }: Pick<Member, 'role' | 'postCount'>,
): 'media.notHere' | 'media.notYet' | null {
  if (isNewsroom({ role }) || role === 'expert') return null;
  if (role === 'guest' || pictures === 'newsroom') return 'media.notHere';
  return pictures === 'known' && postCount < KNOWN_FROM ? 'media.notYet' : null;
}
