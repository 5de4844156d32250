import type { EvidenceWire } from '#server/notices/wire.ts';
import { Ago } from '../../clock.tsx';
import { useWords } from '../../words.tsx';

/** As it was when it was notified, whatever became of it. */
export function Evidence({ evidence }: { evidence: EvidenceWire[] }) {
  const { t } = useWords();
  if (!evidence.length) return null;
  return (
    <section class="why" aria-labelledby="evidence">
      <h3 id="evidence">{t('case.law.evidence', { n: evidence.length })}</h3>
      {evidence.map(({ revision, at, print, source, author }) => (
        <figure class="evidence" key={revision}>
          <figcaption class="small soft">
            <b class="who">{author}</b> {t('case.law.revision', { revision })} <Ago at={at} />
          </figcaption>
          <blockquote class="kept">{source}</blockquote>
          <p class="small soft">
            {t('case.law.print')} <code>{print.match(/.{8}/g)!.join(' ')}</code>
          </p>
        </figure>
      ))}
    </section>
  );
}
