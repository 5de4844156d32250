/** Rows for a spreadsheet (RFC 4180): in UTF-8, which it says of itself. */
export const writeCsv = (rows: string[][]): string => `\uFEFF${rows.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;

/** What a spreadsheet would take for a formula is a text (https://owasp.org/www-community/attacks/CSV_Injection). */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
