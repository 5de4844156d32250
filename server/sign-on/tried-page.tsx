import type { Context } from 'hono';
import { renderDoor } from '../accounts/form.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import type { Heard } from './door.ts';
import type { Entrance } from './knock.ts';
import type { Introduction } from './told.ts';

/** What a provider tells of somebody, for whoever sets it up. Nothing is kept, nobody comes in. */
export function showTried(
  c: Context<Env>,
  { provider: { name } }: Entrance,
  { introduction, session }: Heard & { introduction: Introduction },
) {
  const t = wordsOf(c);
  const { issuer, told, given } = introduction;
  const facts = [
    [t('signOn.tried.issuer'), issuer],
    [t('signOn.tried.subject'), told.subject],
    [t('signOn.tried.name'), told.name],
    [t('signin.email'), told.email && `${told.email} (${t(told.emailVerified ? 'signOn.tried.verified' : 'signOn.tried.unverified')})`],
    [t('signOn.tried.role'), t(`signOn.role.${given.role}`)],
    [t('signOn.tried.badges'), given.badges.join(', ')],
    [t('signOn.tried.session'), session],
  ] as const;
  return renderDoor(c, {
    title: t('signOn.tried.title', { name }),
    children: (
      <>
        <h1>{t('signOn.tried.title', { name })}</h1>
        <p>{t('signOn.tried.what')}</p>
        {facts.map(([label, value]) => (
          <p key={label}>
            <span class="meta">{label}</span>
            <br />
            {value || t('signOn.tried.nothing')}
          </p>
        ))}
        <details class="flow">
          <summary>{t('signOn.tried.all')}</summary>
          <pre class="said">{JSON.stringify(told.claims, null, 2)}</pre>
        </details>
        <a class="btn main" href="/admin/#/settings/doors">
          {t('signOn.back.try')}
        </a>
      </>
    ),
  });
}
