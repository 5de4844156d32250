import type { Translate } from '../pages/page.tsx';
import type { AttendanceRow } from './queries.ts';
import { clockOf } from '../time/wall-time.ts';

/** Of who comes, for a spreadsheet (RFC 4180): in UTF-8, which it says of itself. */
export function writeList(rows: AttendanceRow[], { t, timeZone }: { t: Translate; timeZone: string }): string {
  const head = ['event.walkInName', 'event.csvAnswer', 'event.csvTurn', 'event.csvCame'] as const;
  const lines = rows.map(({ name, answer, turn, cameAt }) => [
    name,
    t(`event.answer.${answer}`),
    turn === null ? '' : String(turn),
    cameAt ? clockOf(cameAt, timeZone).replace('T', ' ') : '',
  ]);
  return `\uFEFF${[head.map((key) => t(key)), ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** What a spreadsheet would take for a formula is a text (https://owasp.org/www-community/attacks/CSV_Injection). */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
