import type { NudgeWire } from '#server/posts/wire.ts';
import { rareWords } from './context.ts';
import { warning } from './more-icons.ts';
import { Note } from './Note.tsx';
import type { Scene } from './scene.ts';
import type { ComposerKey } from './view.ts';

type Props = { scene: Scene; name: ComposerKey; nudge: NudgeWire; taken: boolean };

/** A word about a text that is not sent yet: the passages, the rule, and what one can do. `taken`: sent as it is, it would be taken in and read. */
export function Nudge({ scene: { context, on }, name, nudge: { passages, rule }, taken }: Props) {
  const t = rareWords(context);
  return (
    <Note icon={warning} tone="warn" role="status">
      <p>
        <strong>{t(taken ? 'nudge.title' : 'nudge.refused')}</strong>{' '}
        {passages.map((text, i) => (
          <>
            {i > 0 && ' '}
            <mark>{t('quote', { text })}</mark>
          </>
        ))}
      </p>
      <p>
        {t(taken ? 'nudge.more' : 'nudge.refusedMore')}{' '}
        <a href={rule?.url ?? `${context.home}/charter`} target="_blank" rel="noopener">
          {rule ? t('nudge.rule', { n: rule.number, title: rule.title }) : t('nudge.charter')}
        </a>
      </p>
      <p class="line">
        <button type="button" class="act say" onClick={() => on?.reword(name)}>
          {t('nudge.change')}
        </button>
      </p>
    </Note>
  );
}
