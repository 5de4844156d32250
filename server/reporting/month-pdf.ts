// The same on paper: tagged, so that it is read aloud in its order, with the table of its days.
import PDFDocument from 'pdfkit';
import { sayIn } from './lines.ts';
import { DAY_COLUMNS, monthWords } from './month-report.ts';
import type { Locale } from '../i18n/translate.ts';
import type { MonthReport, ReportSection } from './wire.ts';

/** `letters`: the file of a font for titles, and for letters that Helvetica has none of (docs/decisions/082). */
export type MonthPdf = { report: MonthReport; site: string; locale: Locale; letters: string };

const MARGIN = 56; // points
const [INK, SOFT, LINE] = ['#1d1a17', '#5b544d', '#d8d2cb'];
/** Of A4's width between the margins: the label, the number, the month before. */
const COLUMNS = [0.48, 0.26, 0.26];

export function writeMonthPdf({ report, site, locale, letters }: MonthPdf): Promise<Buffer> {
  const { t } = sayIn(locale);
  const title = t('month.title', { month: monthWords(report.month, locale) });
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    pdfVersion: '1.7',
    lang: locale,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    info: { Title: printable(title), Author: printable(site), CreationDate: new Date(report.countedAt ?? report.until) },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('letters', letters);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const width = pdf.page.width - 2 * MARGIN;
  const bottom = () => pdf.page.height - MARGIN - 24;

  text('P', site, { size: 10, colour: SOFT });
  text('H1', title, { size: 22, letters: true });
  text('P', `${t('month.span', { from: day(report.from), until: day(report.until) })} ${report.over ? '' : t('month.going')}`, {
    size: 10,
    colour: SOFT,
  });
  for (const section of report.sections) part(section);
  days();
  root.end();
  number();
  pdf.end();
  return whole;

  function day(iso: string) {
    return new Date(iso).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: report.timeZone });
  }

  type Look = { size?: number; colour?: string; letters?: boolean; gap?: number };
  function font(words: string, look: Look) {
    const wanted = look.letters || !isWinAnsi(words) ? 'letters' : 'Helvetica';
    return pdf
      .font(wanted)
      .fontSize(look.size ?? 10)
      .fillColor(look.colour ?? INK);
  }

  function text(tag: string, words: string, look: Look) {
    const said = printable(words);
    font(said, look);
    if (pdf.y + pdf.heightOfString(said, { width }) > bottom()) pdf.addPage();
    root.add(pdf.struct(tag, () => void font(said, look).text(said, MARGIN, pdf.y, { width })));
    pdf.y += look.gap ?? 4;
  }

  function part({ title: name, lines, none }: ReportSection) {
    pdf.y += 10;
    if (pdf.y > bottom() - 60) pdf.addPage();
    text('H2', name, { size: 14, letters: true });
    if (lines.length === 0) return text('P', none, { colour: SOFT });
    const compares = lines.some(({ before }) => before !== undefined);
    table(
      [t('month.figure'), t('month.value'), ...(compares ? [t('month.before')] : [])],
      lines.map(({ label, note, value, before }) => [note ? `${label} (${note})` : label, value, ...(compares ? [before ?? ''] : [])]),
      compares ? COLUMNS : [COLUMNS[0]! + COLUMNS[2]!, COLUMNS[1]!],
    );
  }

  function days() {
    if (report.days.length === 0) return;
    pdf.addPage();
    text('H2', t('month.days_title'), { size: 14, letters: true });
    table(
      [t('month.day'), ...DAY_COLUMNS.map((column) => t(`month.column.${column}`))],
      report.days.map((row) => [row.day, ...DAY_COLUMNS.map((column) => row[column].toLocaleString(locale))]),
      [0.24, 0.19, 0.19, 0.19, 0.19],
      3,
    );
  }

  function table(head: string[], rows: string[][], columns: number[], room = 5) {
    const element = pdf.struct('Table');
    root.add(element);
    row(head, 'TH');
    for (const cells of rows) row(cells, 'TD');
    element.end();
    pdf.x = MARGIN;

    function row(cells: string[], tag: 'TH' | 'TD') {
      const said = cells.map(printable);
      const look: Look = tag === 'TH' ? { size: 9, colour: SOFT } : {};
      const widths = columns.map((of) => of * width);
      const height = Math.max(...said.map((words, i) => font(words, look).heightOfString(words, { width: widths[i]! - 8 })));
      if (pdf.y + height + room > bottom()) pdf.addPage();
      const top = pdf.y;
      const line = pdf.struct('TR');
      element.add(line);
      let x = MARGIN;
      said.forEach((words, i) => {
        const at = x;
        const cell = tag === 'TD' && i === 0 ? 'TH' : tag;
        const options = { width: widths[i]! - (i === 0 ? 8 : 0), align: i === 0 ? ('left' as const) : ('right' as const) };
        line.add(pdf.struct(cell, () => void font(words, look).text(words, at, top, options)));
        x += widths[i]!;
      });
      line.end();
      pdf.y = top + height + room;
      pdf.markContent('Artifact', { type: 'Layout' });
      pdf
        .moveTo(MARGIN, pdf.y - room / 2)
        .lineTo(MARGIN + width, pdf.y - room / 2)
        .lineWidth(0.5)
        .strokeColor(LINE)
        .stroke();
      pdf.endMarkedContent();
    }
  }

  /** Below each page, aside from what is read aloud. */
  function number() {
    const { start, count } = pdf.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      pdf.switchToPage(page);
      pdf.page.margins.bottom = 0;
      pdf.markContent('Artifact', { type: 'Pagination' });
      const said = printable(t('month.page', { title, page: page + 1, count }));
      font(said, { size: 8, colour: SOFT }).text(said, MARGIN, pdf.page.height - 40, { width, align: 'center', lineBreak: false });
      pdf.endMarkedContent();
    }
  }
}

/** A narrow no-break space is in neither font. */
const printable = (words: string) => words.replaceAll('\u202F', '\u00A0').replace(/\p{Cc}+/gu, ' ');

/** What the fonts that every reader has can write (PDF 32000-1:2008, annex D). */
const isWinAnsi = (words: string) =>
  /^[\u0020-\u007E\u00A0-\u00FF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013\u2014\u2018-\u201A\u201C-\u201E\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]*$/.test(
    words,
  );
