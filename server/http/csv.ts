/** In UTF-8, says what begins with it. */
export const CSV_MARK = '\uFEFF';

/** Rows for a spreadsheet (RFC 4180). */
export const writeCsv = (rows: string[][]): string => CSV_MARK + csvLines(rows);

export const csvLines = (rows: string[][]): string => rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');

/** What a spreadsheet would take for a formula is a text (https://owasp.org/www-community/attacks/CSV_Injection). */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
