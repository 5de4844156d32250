import type { CaseMedium } from '#server/cases/wire.ts';
import { useWords } from '../words.tsx';

/** What readers no longer see of a post: whoever judges it may, one click away. */
export function TakenMedia({ media }: { media: CaseMedium[] }) {
  const { t } = useWords();
  const taken = media.filter((one) => one.taken);
  if (taken.length === 0) return null;
  return (
    <section aria-labelledby="taken-media">
      <h3 id="taken-media">{t('media.taken')}</h3>
      <ul class="lines">
        {taken.map(({ id, kind, alt, url }) => (
          <li key={id}>
            <a href={url} target="_blank">
              {t('media.of', { kind, alt })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
