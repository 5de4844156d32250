import type { MeasureInput } from '#server/cases/wire.ts';
import type { RuleWire, SiteWire } from '#server/threads/wire.ts';
import { sayMeasure } from '#widget/thread/measures.ts';
import { useReaderWords } from '../grounds/use-reader-words.ts';
import { useWords } from '../../words.tsx';

type Props = { site: SiteWire; rule: RuleWire | null; note: string; measure: MeasureInput };

/** The very words that its author will read above their next message, in the site's language. */
export function MeasurePreview({ site, rule, note, measure }: Props) {
  const { t } = useWords();
  const say = useReaderWords(site.locale);
  return (
    <section class="will" aria-labelledby="measure-will">
      <p class="small soft" id="measure-will">
        {t('measure.preview')}
      </p>
      <div lang={site.locale} aria-live="polite">
        <p>
          <strong>{sayMeasure({ ...measure, rule, seconds: measure.seconds ?? null }, { t: say, lang: site.locale })}</strong>
        </p>
        {note.trim() && (
          <p>
            {say('rejectedNote')} {say('quote', { text: note.trim() })}
          </p>
        )}
      </div>
    </section>
  );
}
