import type { CaseFilter, ChoicesWire } from '#server/cases/wire.ts';
import { Key, useShortcut } from '../Key.tsx';
import { useWords } from '../words.tsx';
import { FILTERS, readFilter, writeFilter } from './filter.ts';
import { useReasonWords } from './reasons.ts';

type Props = { query: string; choices: ChoicesWire | null; onFilter: () => void; onViews: () => void; onChange: (query: string) => void };

/** What narrows the list, each with its way out. */
export function FilterBar({ query, choices, onFilter, onViews, onChange }: Props) {
  const { t } = useWords();
  const shortcut = useShortcut();
  const say = useFilterWords(choices);
  const filter = readFilter(query);
  return (
    <div class="filters">
      <button class="chip" type="button" aria-keyshortcuts={shortcut('F')} onClick={onFilter}>
        {t('filter.open')} <Key of="F" />
      </button>
      <button class="chip" type="button" aria-keyshortcuts={shortcut('V')} onClick={onViews}>
        {t('views.open')} <Key of="V" />
      </button>
      {FILTERS.filter((name) => filter[name]).map((name) => (
        <button key={name} class="chip" data-on type="button" onClick={() => onChange(writeFilter({ ...filter, [name]: undefined }))}>
          {say(name, filter)} <span aria-hidden="true">×</span>
          <span class="vh">{t('filter.remove')}</span>
        </button>
      ))}
    </div>
  );
}

/** « Motif : lien » */
export function useFilterWords(choices: ChoicesWire | null) {
  const { t, number, locale } = useWords();
  const reasonWords = useReasonWords();
  const value = (name: keyof CaseFilter, filter: CaseFilter): string => {
    if (name === 'reason') return reasonWords(filter.reason!, { reports: 0 });
    if (name === 'age') return t('filter.hours', { n: filter.age! });
    if (name === 'score') return number(filter.score!, 1);
    if (name === 'language') return new Intl.DisplayNames(locale, { type: 'language' }).of(filter.language!) ?? filter.language!;
    if (name === 'space') return choices?.spaces.find(({ slug }) => slug === filter.space)?.name ?? filter.space!;
    return filter.section!;
  };
  return (name: keyof CaseFilter, filter: CaseFilter) =>
    name === 'thread' ? t('filter.this_thread') : t('filter.said', { what: t(`filter.${name}`), value: value(name, filter) });
}
