import type { MemberCard } from '#server/members/wire.ts';
import { Ago } from '../clock.tsx';
import { useWords, type Words } from '../words.tsx';

export type AccountOf = NonNullable<MemberCard['account']>;

/** What stands behind a member: how they are written to, how they come in, where they are in now. */
export function Account({ account }: { account: AccountOf }) {
  const { t } = useWords();
  return (
    <section class="author" aria-labelledby="member-account">
      <h2 id="member-account">{t('members.account')}</h2>
      <dl class="kv">
        <dt>{t('members.email')}</dt>
        <dd>{account.email ?? t('members.no_email')}</dd>
        <dt>{t('members.doors')}</dt>
        <dd>{doorsIn(t, account.doors).join(' · ') || t('members.no_door')}</dd>
        <dt>{t('members.sessions')}</dt>
        <dd>
          {t('members.sessions_value', { n: account.sessions })}
          {account.lastUsedAt && (
            <>
              {' · '}
              {t('members.last_used')} <Ago at={account.lastUsedAt} />
            </>
          )}
        </dd>
      </dl>
    </section>
  );
}

const doorsIn = (t: Words['t'], { password, totp, passkeys, providers }: AccountOf['doors']): string[] => [
  ...(password ? [t('members.door_password')] : []),
  ...(passkeys > 0 ? [t('members.door_passkeys', { n: passkeys })] : []),
  ...(totp ? [t('members.door_totp')] : []),
  ...providers,
];
