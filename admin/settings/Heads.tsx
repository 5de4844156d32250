import { useWords } from '../words.tsx';

/** The head of a table whose last column holds what can be done with a row. */
export function Heads({ columns }: { columns: string[] }) {
  const { t } = useWords();
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
        <th scope="col">
          <span class="vh">{t('acts.column')}</span>
        </th>
      </tr>
    </thead>
  );
}
