import type { Deps } from '../deps.ts';
import { refuseImpostor } from '../guests/name.ts';
import type { Locale } from '../i18n/translate.ts';
import { declareAge, refuseUnderAge } from '../members/age.ts';
import { logSecurity } from '../security/log.ts';
import type { Site } from '../sites/queries.ts';
import { acceptedVersion } from './accept-charter.ts';
import type { SignUpInput } from './input.ts';
import { queueMail } from './mails.ts';
import { choosePassword } from './password.ts';
import type { Suspicion } from './schema.ts';
import { accountByEmail, emailKey, insertAccount, joinSite } from './queries.ts';

type Where = { ip: string; site: Site | null; locale: Locale; next: string; suspicion: Suspicion[] };

/**
 * Makes an account, a member of the site it is made on, and has its address asked to confirm. An address that has an
 * account changes nothing and is told so by mail: whoever typed it learns nothing either way. Refuses `invalid` where
 * the site's charter in force was not accepted, the age it asks for not declared, or the name passes for the staff's.
 */
export async function signUp(deps: Deps, { ip, site, locale, next, suspicion }: Where, input: SignUpInput): Promise<void> {
  const { db, now, newId } = deps;
  if (site) await acceptedVersion(db.read, site.id, input.charter);
  if (site) await refuseImpostor(db.read, site, input.name);
  refuseUnderAge(site, input.ofAge !== undefined);
  await deps.limit('signUp', ip);
  await deps.limit('mailLink', emailKey(input.email));
  const password = await choosePassword(input.password, [input.name, input.email, site?.settings.name]);
  const [uid, memberUid, createdAt] = [newId(), newId(), now()];
  const mail = { siteId: site?.id ?? null, next };
  const suspected = { event: 'signup.suspected' as const, siteId: mail.siteId, facts: { signs: suspicion.join(' ') } };

  await db.write(async (tx) => {
    const { name, email } = input;
    const made = await insertAccount(tx, { uid, name, email, password, locale, suspicion, createdAt });
    if (made === null) return queueMail(tx, { ...mail, purpose: 'known', accountId: (await accountByEmail(tx, email))!.id }, createdAt);
    const charterVersion = site && (await acceptedVersion(tx, site.id, input.charter));
    const member =
      site && (await joinSite(tx, { uid: memberUid, siteId: site.id, accountId: made, name, role: 'member', charterVersion, createdAt }));
    if (member && input.ofAge) await declareAge(tx, member.id, createdAt);
    if (suspicion.length > 0) await logSecurity(tx, { ...suspected, account: uid, ip, at: createdAt });
    await queueMail(tx, { ...mail, purpose: 'confirm', accountId: made }, createdAt);
  });
}
