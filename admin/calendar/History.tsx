import type { ItemChange, ItemWire } from '#server/planning/wire.ts';
import { Ago } from '../clock.tsx';
import { Diff } from '../queue/Diff.tsx';
import { useWords } from '../words.tsx';

/** Who changed what; of its words, what is new in them. */
export function History({ item }: { item: ItemWire }) {
  const { t } = useWords();
  return (
    <details>
      <summary>{t('calendar.history', { n: item.changes.length })}</summary>
      <ol class="stack">
        {item.changes.map((change, i) => (
          <li key={change.version} class="stack">
            <p class="small">
              <b>{change.by ?? t('calendar.clock')}</b>{' '}
              {fieldsOf(change)
                .map((field) => t(`calendar.field.${field as 'title'}`))
                .join(', ')}{' '}
              <Ago at={change.at} />
            </p>
            {(['title', 'source'] as const).map(
              (field) =>
                change.before[field] !== undefined && <Diff key={field} from={change.before[field]} to={afterOf(item, i, field)} />,
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** A take-over changes none of them. */
const fieldsOf = ({ before }: ItemChange) => (Object.keys(before).length > 0 ? Object.keys(before) : ['author']);

/** What it became: what the change after it replaced, else what stands there now. */
function afterOf({ changes, ...item }: ItemWire, i: number, field: 'title' | 'source'): string {
  const later = changes.slice(0, i).findLast(({ before }) => before[field] !== undefined);
  return later?.before[field] ?? item[field];
}
