import { acceptedVersion } from '../accounts/accept-charter.ts';
import { emailKey } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Site } from '../sites/queries.ts';
import { refusalToPost, rulesOf } from '../threads/policy.ts';
import { findArticlePlace, findThreadPlace } from '../threads/queries.ts';
import type { NewGuest } from './input.ts';
import { queueGuestMail } from './mails.ts';
import { refuseLookalike } from './name.ts';

type Where = { ip: string; site: Site; origin: string; locale: Locale; device: string | null };

/**
 * Somebody without an account gives a name and an address: a link leaves for it. The answer is the same whether the
 * address is known, as a guest's or as an account's. Refuses `forbidden` where the site takes no guests, what a post of
 * theirs would be refused where it is to go, `invalid` for a name that passes for another's and for a charter that is no
 * longer in force.
 */
export async function askGuest(deps: Deps, { ip, site, origin, locale, device }: Where, input: NewGuest): Promise<void> {
  const { db, now, limit } = deps;
  if (!site.settings.guests) throw new Refusal('forbidden');
  await refuseWhereShut(deps, site, input);
  const { name, email, challenge } = input;
  const charter = await acceptedVersion(db.read, site.id, input.charter);
  await limit('guestAsk', ip);
  await limit('guestAsk', emailKey(email));
  await limit('guestAskOnSite', `site ${site.id}`);
  await refuseLookalike(db.read, site, name);
  await db.write((tx) => queueGuestMail(tx, site.id, { name, email, charter, challenge, origin, locale, device }, now()));
}

async function refuseWhereShut({ db, now }: Deps, site: Site, { article, thread }: NewGuest) {
  const place = thread ? await findThreadPlace(db.read, thread) : article ? await findArticlePlace(db.read, site, article) : null;
  if (place ? place.site.id !== site.id : thread) throw new Refusal('not_found');
  const refusal = place && refusalToPost(rulesOf(place, now()), { role: 'guest', invited: false, host: false }, now());
  if (refusal) throw new Refusal(refusal);
}
