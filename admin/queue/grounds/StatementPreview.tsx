import { useEffect, useState } from 'preact/hooks';
import type { CaseDetail } from '#server/cases/wire.ts';
import type { RuleWire, SiteWire } from '#server/threads/wire.ts';
import type { Locale, ReaderWords } from '../words.tsx';
import { loadWords, useWords } from '../words.tsx';

type Props = { detail: CaseDetail; site: SiteWire; rule: RuleWire; note: string; verdict?: 'reject' | 'hide' | 'ask_edit' };

/** The very words that readers' side will show the author: its own messages, in the site's language. */
export function StatementPreview({ detail, site, rule, note, verdict = 'reject' }: Props) {
  const { t } = useWords();
  const say = useReaderWords(site.locale);
  const passages = detail.findings.flatMap(({ evidence }) => evidence);
  return (
    <section class="will" aria-labelledby="will">
      <p class="small soft" id="will">
        {t('rules.preview')}
      </p>
      <div lang={site.locale} aria-live="polite">
        <p>
          <strong>
            {verdict !== 'reject' && `${say(verdict === 'hide' ? 'hidden' : 'editAsked')} `}
            {say(verdict === 'reject' ? 'rejected' : 'restrictedRule', { n: rule.number, title: rule.title })}
          </strong>
        </p>
        {passages.length > 0 && (
          <p>
            {say('rejectedWords', { n: passages.length })} <mark>{passages.map((text) => say('quote', { text })).join(' ')}</mark>
          </p>
        )}
        {note.trim() && (
          <p>
            {say('rejectedNote')} {say('quote', { text: note.trim() })}
          </p>
        )}
      </div>
    </section>
  );
}

/** Until the other language is there, the desk's own. */
export function useReaderWords(locale: Locale): ReaderWords {
  const words = useWords();
  const [other, setOther] = useState<ReaderWords | null>(null);
  useEffect(() => {
    if (locale !== words.locale) void loadWords(locale).then(({ reader }) => setOther(() => reader));
  }, [locale, words.locale]);
  return locale === words.locale ? words.reader : (other ?? words.reader);
}
