import type { ExportWire } from '#server/exports/wire.ts';
import { useWords } from '../words.tsx';

/** « Membres : Modération » */
export function useSayList() {
  const { t } = useWords();
  return ({ input, name }: Pick<ExportWire, 'input' | 'name'>): string => {
    if (input.list === 'segment') return t('exports.of', { list: t('segments.one'), what: name });
    const who = input.role === null ? 'members.all' : input.role === 'staff' ? 'members.staff' : (`role.${input.role}` as const);
    return t('exports.of', { list: t('rail.members'), what: t(who) });
  };
}
