import type { CannedReply } from '#server/canned/wire.ts';
import { useWords } from '../../words.tsx';
import { inLanguage } from './canned.ts';
import { useCanned } from './use-canned.ts';

type Props = { id: string; language?: string | null; fits?: (reply: CannedReply) => boolean; onChoose: (reply: CannedReply) => void };

/** What the team says often, put into the note. Nothing where there is none. */
export function CannedMenu({ id, language = null, fits = () => true, onChoose }: Props) {
  const { t } = useWords();
  const replies = inLanguage((useCanned() ?? []).filter(fits), language);
  if (replies.length === 0) return null;
  return (
    <select
      id={id}
      aria-label={t('canned.choose')}
      value=""
      onChange={(event) => {
        const chosen = replies[Number(event.currentTarget.value)];
        event.currentTarget.value = '';
        if (chosen) onChoose(chosen);
      }}
    >
      <option value="">{t('canned.choose')}</option>
      {replies.map(({ title, locale, rule }, i) => (
        <option key={i} value={i}>
          {title} ({locale}){rule !== null && ` · ${t('file.rule', { rule })}`}
        </option>
      ))}
    </select>
  );
}

/** `/` in an empty note goes to what is often said there. */
export const slashTo = (id: string) => (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
  const menu = document.getElementById(id);
  if (event.key !== '/' || event.currentTarget.value !== '' || !menu) return;
  event.preventDefault();
  menu.focus();
};
