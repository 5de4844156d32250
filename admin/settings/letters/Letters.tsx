import { useState } from 'preact/hooks';
import type { MailSample, MailSamples } from '#server/mail/wire.ts';
import { api } from '../../api.ts';
import { useLoad } from '../../use-load.ts';
import type { WordKey } from '../../words.tsx';
import { useWords } from '../../words.tsx';
import { Loading } from '../Loading.tsx';
import { kindsOf } from './kinds-of.ts';
import { SeenLetter } from './SeenLetter.tsx';

/** Every mail that the product sends, as its reader sees it; who and what it tells of is made up. */
export function Letters() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<MailSamples>('/mail-samples'));
  if (!loaded.value) return <Loading {...loaded} />;
  return (
    <div class="stack-6">
      <p class="soft">{t('letters.hint')}</p>
      <Chosen samples={loaded.value.samples} />
    </div>
  );
}

function Chosen({ samples }: { samples: MailSample[] }) {
  const { t, locale } = useWords();
  const [at, setAt] = useState(0);
  return (
    <>
      <p class="stack">
        <label for="letter">{t('letters.which')}</label>
        <select id="letter" value={at} onChange={(event) => setAt(Number(event.currentTarget.value))}>
          {kindsOf(samples, locale).map(({ kind, letters }) => (
            <optgroup key={kind} label={t(`mails.kind.${kind}` as WordKey)}>
              {letters.map(({ index, name }) => (
                <option key={index} value={index} lang={locale}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </p>
      <SeenLetter letter={samples[at]!} />
    </>
  );
}
