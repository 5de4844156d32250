import { useState } from 'preact/hooks';
import type { MailSample } from '#server/mail/wire.ts';
import { useWords } from '../../words.tsx';
import { LetterFrame } from './LetterFrame.tsx';

const LOCALES = ['fr', 'en'] as const;
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = ['phone', 'desktop'] as const;

/** A letter as a mail program shows it, in both languages, by day and by night. */
export function SeenLetter({ letter }: { letter: Pick<MailSample, 'fr' | 'en'> }) {
  const { t, locale: own } = useWords();
  const [locale, setLocale] = useState(own);
  const [scheme, setScheme] = useState<(typeof SCHEMES)[number]>('light');
  const [width, setWidth] = useState<(typeof WIDTHS)[number]>('desktop');
  const { subject, html, text, unsubscribe } = letter[locale];
  return (
    <>
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
