import type { useSave } from '../use-form.ts';
import { useWords } from '../words.tsx';

type Props = { saving: Pick<ReturnType<typeof useSave>, 'busy' | 'done'>; changed: boolean; label: string };

/** The foot of a form of what is kept: its one button, and that it is saved. */
export function SaveBar({ saving: { busy, done }, changed, label }: Props) {
  const { t } = useWords();
  return (
    <div class="bar">
      <button class="btn" data-primary type="submit" aria-disabled={!changed || busy}>
        {label}
      </button>
      <output>
        {done && (
          <span class="state" data-s="good">
            {t('settings.saved')}
          </span>
        )}
      </output>
    </div>
  );
}
