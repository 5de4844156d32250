import { useState } from 'preact/hooks';
import type { MailSample, MailSamples } from '#server/mail/wire.ts';
import { api } from '../../api.ts';
import { useLoad } from '../../use-load.ts';
import type { WordKey } from '../../words.tsx';
import { useWords } from '../../words.tsx';
import { Loading } from '../Loading.tsx';
import { LetterFrame } from './LetterFrame.tsx';
import { kindsOf } from './kinds-of.ts';

const LOCALES = ['fr', 'en'] as const;
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = ['phone', 'desktop'] as const;

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
  const { t, locale: own } = useWords();
  const [at, setAt] = useState(0);
  const [locale, setLocale] = useState(own);
  const [scheme, setScheme] = useState<(typeof SCHEMES)[number]>('light');
  const [width, setWidth] = useState<(typeof WIDTHS)[number]>('desktop');
  const { subject, html, text, unsubscribe } = samples[at]![locale];
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
      <div class="bar letter-looks">
        <Choice name={t('letters.locale')} all={LOCALES} chosen={locale} wordOf={(one) => t(`locale.${one}`)} onChoose={setLocale} />
        <Choice name={t('letters.scheme')} all={SCHEMES} chosen={scheme} wordOf={(one) => t(`look.preview_${one}`)} onChoose={setScheme} />
        <Choice name={t('letters.width')} all={WIDTHS} chosen={width} wordOf={(one) => t(`letters.width_${one}`)} onChoose={setWidth} />
      </div>
      <section class="stack" aria-labelledby="letter-subject">
        <h3 id="letter-subject" lang={locale}>
          {subject}
        </h3>
        <LetterFrame title={t('letters.html')} {...{ html, scheme, width }} />
        {unsubscribe && <p class="soft small">{t('letters.unsubscribe')}</p>}
      </section>
      <section class="stack" aria-labelledby="letter-text">
        <h3 id="letter-text">{t('letters.text')}</h3>
        <pre class="letter" lang={locale}>
          {text}
        </pre>
      </section>
    </>
  );
}

type ChoiceProps<T extends string> = {
  name: string;
  all: readonly T[];
  chosen: T;
  wordOf: (one: T) => string;
  onChoose: (one: T) => void;
};

function Choice<T extends string>({ name, all, chosen, wordOf, onChoose }: ChoiceProps<T>) {
  return (
    <div class="bar" role="group" aria-label={name}>
      {all.map((one) => (
        <button key={one} class="btn" type="button" aria-pressed={one === chosen} onClick={() => onChoose(one)}>
          {wordOf(one)}
        </button>
      ))}
    </div>
  );
}
