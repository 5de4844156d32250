import type { CaseDetail, CaseMedium } from '#server/cases/wire.ts';
import type { SiteWire } from '#server/threads/wire.ts';
import { useWords } from '../../words.tsx';
import { ofLaw, type Taking } from './grounds.ts';
import { useLegalGrounds } from './use-legal-grounds.ts';
import { useReaderWords } from './use-reader-words.ts';

type Props = {
  detail: Pick<CaseDetail, 'findings'>;
  site: SiteWire;
  ground: string;
  note: string;
  verdict: Taking | 'take_out';
  /** Of `take_out`: named by their descriptions. */
  taken?: CaseMedium[];
};

/** The very words that readers' side will show the author: its own messages, in the site's language. */
export function StatementPreview({ detail, site, ground, note, verdict, taken = [] }: Props) {
  const { t } = useWords();
  const say = useReaderWords(site.locale);
  const rule = site.charter.rules.find(({ number }) => String(number) === ground);
  const passages = verdict === 'take_out' ? taken.map(({ alt }) => alt) : detail.findings.flatMap(({ evidence }) => evidence);
  return (
    <section class="will" aria-labelledby="will">
      <p class="small soft" id="will">
        {t(verdict === 'take_out' ? 'rules.preview.take_out' : 'rules.preview')}
      </p>
      <div lang={site.locale} aria-live="polite">
        <p>
          <strong>
            {(verdict === 'hide' || verdict === 'ask_edit') && `${say(verdict === 'hide' ? 'hidden' : 'editAsked')} `}
            {rule ? (
              say(verdict === 'reject' ? 'rejected' : 'restrictedRule', { n: rule.number, title: rule.title })
            ) : (
              <Law ground={ground} site={site} />
            )}
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

function Law({ ground, site: { locale } }: Pick<Props, 'ground' | 'site'>) {
  const say = useReaderWords(locale);
  const law = ofLaw(useLegalGrounds(locale)).find(({ key }) => key === ground);
  if (!law) return null;
  return <>{say('rejectedLaw', { law: law.article ? `${law.title} (${law.article})` : law.title })}</>;
}
