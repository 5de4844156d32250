import { useState } from 'preact/hooks';
import type { FailingMail, MailsWire } from '#server/mail/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { useFocusNext } from '../use-form.ts';
import { asApiError, useLoad } from '../use-load.ts';
import type { WordKey } from '../words.tsx';
import { useWords } from '../words.tsx';
import { KeptMails } from './KeptMails.tsx';
import { Heads } from './Heads.tsx';
import { Loading } from './Loading.tsx';
import { MailsMeasured } from './MailsMeasured.tsx';
import { SureButton } from './SureButton.tsx';

const HEADING = 'mails-failing';

/** Mails that have not left, and why; without a mail server, the mails themselves. */
export function Mails({ owner }: { owner: boolean }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<MailsWire>('/mails'));
  const focusNext = useFocusNext();
  const [error, setError] = useState<ApiError | null>(null);
  const [said, setSaid] = useState('');
  if (!loaded.value) return <Loading {...loaded} />;
  const { smtp, waiting, failing, days, refusing } = loaded.value;

  const act = (work: Promise<unknown>, done: WordKey) =>
    work.then(
      () => {
        setError(null);
        setSaid(t(done));
        focusNext(HEADING);
        loaded.reload();
      },
      (failure) => setError(asApiError(failure)),
    );
  return (
    <div class="stack-6">
      <p class="soft">{t(smtp ? 'mails.hint' : owner ? 'mails.hint_files' : 'mails.hint_owner')}</p>
      <div class="bar">
        <p>{t('mails.waiting', { n: waiting })}</p>
        <button class="btn" data-quiet type="button" onClick={loaded.reload}>
          {t('mails.reload')}
        </button>
      </div>
      <section class="stack" aria-labelledby={HEADING}>
        <h3 id={HEADING} tabIndex={-1}>
          {t('mails.failing', { n: failing.length })}
        </h3>
        {error && <Failure error={error} />}
        <output class="soft">{said}</output>
        {failing.length > 0 && (
          <div class="tw">
            <table>
              <caption class="vh">{t('settings.mails')}</caption>
              <Heads columns={[t('mails.what'), t('mails.why'), t('mails.state')]} />
              <tbody>
                {failing.map((mail) => (
                  <Row
                    key={mail.id}
                    mail={mail}
                    onTry={() => void act(api.post(`/mails/${mail.id}/tries`, {}), 'mails.sent_again')}
                    onDrop={() => void act(api.remove(`/mails/${mail.id}`), 'mails.dropped')}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <MailsMeasured days={days} refusing={refusing} />
      {!smtp && owner && <KeptMails />}
    </div>
  );
}

function Row({ mail, onTry, onDrop }: { mail: FailingMail; onTry: () => void; onDrop: () => void }) {
  const { t } = useWords();
  const { kind, to, reason, tries, nextAt, at } = mail;
  const named = (act: string) => t('mails.act_named', { act, to: to ?? '' });
  return (
    <tr>
      <th scope="row">
        {to} <span class="soft small">{t(`mails.kind.${kind}` as WordKey)}</span>
      </th>
      <td>{reason}</td>
      <td>
        <span class="state" data-s={nextAt ? 'dash' : 'bad'}>
          {nextAt ? t('mails.tried', { n: tries }) : t('mails.given_up', { n: tries })}
        </span>{' '}
        <span class="soft">
          <Ago at={at} />
        </span>
      </td>
      <td class="num">
        <button class="btn" data-quiet type="button" aria-label={named(t('mails.try'))} onClick={onTry}>
          {t('mails.try')}
        </button>
        {!nextAt && <SureButton label={t('mails.drop')} sure={t('mails.drop_sure')} named={named} onPress={onDrop} />}
      </td>
    </tr>
  );
}
