import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import type { Staff } from '../http/who.ts';
import { translate, type Locale } from '../i18n/translate.ts';
import type { Mail } from '../mail/mailer.ts';
import { plannedNow, requireItem } from '../planning/present.ts';
import { pickedThreads } from './picks.ts';
import { prepareDigest } from './prepare.ts';
import { campaignOf } from './start-digest.ts';
import { writeDigest } from './write-digest.ts';

/** As it is saved, to whoever asks and to nobody else; it counts for nothing. Refuses `not_found`, `invalid` as scheduling it does, and without a proved address. */
export async function sendTest(deps: Deps, { site, member, session: { account } }: Staff, id: string) {
  const { db, config, now } = deps;
  await deps.limit('letterTest', account.uid);
  const record = await requireItem(deps, { site }, id);
  if (record.item.kind !== 'digest') throw new Refusal('not_found');
  if (!account.email || !account.emailConfirmedAt) throw new Refusal('invalid', { fields: { to: ['digests.unproved'] } });
  const { to, letter, picks } = await prepareDigest(deps, site, await plannedNow(db.read, record));
  const locale = account.locale as Locale;
  const written = { ...letter, title: translate(locale, 'digests.test', { title: letter.title }) };
  const threads = await pickedThreads(db.read, site.id, picks, now());
  const mail = writeDigest(
    config,
    { ...written, audience: to.audience, campaign: campaignOf(letter.title, id), digest: id },
    { site, locale, member: member.uid, threads },
  );
  const data: Mail = { to: account.email, ...mail };
  await db.write((tx) => addToOutbox(tx, { kind: 'digest.test', siteId: site.id, data }, now()));
}

export const digestOutbox = (deps: Deps): OutboxHandlers => ({ 'digest.test': (mail: Mail) => deps.mail(mail) });
