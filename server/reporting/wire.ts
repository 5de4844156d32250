// What is reported, as the screen, the spreadsheet, the mail and the PDF say it. Types only.

/**
 * `value` is what is read: `n` alone, or a share of `of` (two numbers where there are fewer than thirty). `label` says what is counted; `url` leads to
 * what it counts, where that is a list or a thread.
 */
export type ReportLine = { key: string; label: string; value: string; n: number; of: number | null; url: string | null };

/** From a moment to another (ISO 8601). `over`: nothing more can happen in it. */
export type SpanReport = { span: 'day' | 'week'; from: string; until: string; over: boolean; lines: ReportLine[] };

/** GET /api/v1/reports/threads/:id and, the same for a spreadsheet, …/figures.csv. `spans`: a day, then a week, line by line of the same. */
export type ThreadReport = { id: string; title: string; url: string; openedAt: string; spans: SpanReport[] };

/** GET /api/v1/reports/threads: those that the newsroom opened, the latest first. */
export type ReportedThreads = { threads: { id: string; title: string; by: string; openedAt: string }[] };
