import { momentOf, type Locale } from '../i18n/translate.ts';
import type { Translate } from '../pages/page.tsx';
import { Form } from './form.tsx';

type Listed = { id: string; origin: string | null; device: string | null; createdAt: Date | null; lastUsedAt: Date | null };

type Props = { t: Translate; locale: Locale; timeZone: string; sessions: Listed[]; here: string };

/** Where somebody is signed in, in the words they know it by. */
export function SessionSection({ t, locale, timeZone, sessions, here }: Props) {
  return (
    <section class="flow" id="sessions">
      <h2>{t('account.sessions')}</h2>
      <p class="meta">{t('account.sessionsHelp')}</p>
      <ul class="rows">
        {sessions.map(({ id, origin, device, createdAt, lastUsedAt }) => {
          const name = device ?? t('account.deviceUnknown');
          const facts = [
            origin ? t('account.sessionIn', { origin }) : t('account.sessionOwn'),
            createdAt && t('account.sessionSince', { when: momentOf(locale, createdAt, timeZone) }),
            lastUsedAt && t('account.sessionUsed', { when: momentOf(locale, lastUsedAt, timeZone) }),
          ];
          return (
            <li class="flow" key={id}>
              <p>
                <strong>{name}</strong> {id === here && t('account.sessionHere')}
                <br />
                <span class="meta">{facts.filter(Boolean).join(' · ')}</span>
              </p>
              {id !== here && (
                <Form action="/account/sessions">
                  <input type="hidden" name="id" value={id} />
                  <button class="btn" aria-label={t('account.endNamed', { name })}>
                    {t('account.endOne')}
                  </button>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
      {sessions.length > 1 && (
        <Form action="/account/sessions">
          <button class="btn">{t('account.endOthers')}</button>
        </Form>
      )}
    </section>
  );
}
