import type { Translate } from '../pages/page.tsx';
import type { NudgeWire } from '../posts/wire.ts';

/** The words it is about, and the rule that speaks of them. */
export function NudgeWords({ t, nudge: { passages, rule } }: { t: Translate; nudge: NudgeWire }) {
  return (
    <p>
      {passages.map((text) => (
        <>
          <mark>{text}</mark>{' '}
        </>
      ))}
      <a href={rule?.url ?? '/charter'}>{rule ? t('write.rule', { n: rule.number, title: rule.title }) : t('page.charter')}</a>
    </p>
  );
}
