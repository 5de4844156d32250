import { writeCsv } from '../http/csv.ts';
import type { Translate } from '../pages/page.tsx';
import type { AttendanceRow } from './queries.ts';
import { cellTimeOf } from '../time/wall-time.ts';

/** Of who comes, for a spreadsheet. */
export function writeList(rows: AttendanceRow[], { t, timeZone }: { t: Translate; timeZone: string }): string {
  const head = ['event.walkInName', 'event.csvAnswer', 'event.csvTurn', 'event.csvCame'] as const;
  const lines = rows.map(({ name, answer, turn, cameAt }) => [
    name,
    t(`event.answer.${answer}`),
    turn === null ? '' : String(turn),
    cameAt ? cellTimeOf(cameAt, timeZone) : '',
  ]);
  return writeCsv([head.map((key) => t(key)), ...lines]);
}
