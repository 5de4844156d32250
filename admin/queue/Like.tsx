import type { LikeWire } from '#server/cases/wire.ts';
import { Ago } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { Verdict } from './Verdict.tsx';

/** What was decided where the same reason came first: how it went is said before it is opened. */
export function Like({ like }: { like: LikeWire[] }) {
  const { t } = useWords();
  if (!like.length) return null;
  const approved = like.filter(({ decision }) => decision.verdict === 'approve').length;
  return (
    <details class="like">
      <summary>{t('like.title', { n: like.length, approved, others: like.length - approved })}</summary>
      <ul class="lines">
        {like.map(({ case: id, excerpt, decision, same }) => (
          <li key={id}>
            <Verdict decision={decision} /> <a href={hrefOf({ screen: 'queue', lane: 'done', id })}>{t('quote', { text: excerpt })}</a>{' '}
            <span class="soft">
              {same !== null && same > 0 && t('like.same', { n: same })} <Ago at={decision.at} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
