import type { ExportWire } from '#server/exports/wire.ts';
import { useDays } from '../use-days.ts';
import { useWords } from '../words.tsx';

/** Which list, and of what: the members of a role, the posts of some days. */
export function useSayList() {
  const { t } = useWords();
  const dayOf = useDays();
  return ({ input, name }: Pick<ExportWire, 'input' | 'name'>): string => {
    if (input.list === 'segment') return t('exports.of', { list: t('segments.one'), what: name });
    if (input.list === 'testimonies')
      return t('exports.of', { list: t('exports.testimonies', { format: input.as.toUpperCase() }), what: name });
    if (input.list !== 'members') {
      const what = t('exports.period', { from: dayOf(input.from), until: dayOf(input.until) });
      return t('exports.of', { list: t(`exports.${input.list}`), what });
    }
    const who = input.role === null ? 'members.all' : input.role === 'staff' ? 'members.staff' : (`role.${input.role}` as const);
    return t('exports.of', { list: t('rail.members'), what: t(who) });
  };
}
