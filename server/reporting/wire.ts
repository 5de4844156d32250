// What is reported, as the screen, the spreadsheet, the mail and the PDF say it. Types only.

/**
 * `value` is what is read: `n` alone, or a share of `of` (two numbers where there are fewer than thirty). `label` says what is counted; `url` leads to
 * what it counts, where that is a list or a thread. `note`: beside what to read it; `before`: the
 * same of the month before.
 */
export type ReportLine = {
  key: string;
  label: string;
  value: string;
  n: number;
  of: number | null;
  url: string | null;
  note?: string;
  before?: string;
};

/** `none`: what is said where it has no line. */
export type ReportSection = { key: string; title: string; lines: ReportLine[]; none: string };

/** Public words. */
export type Voice = { name: string; words: string; title: string; url: string };

/**
 * GET /api/v1/reports/daily?day=YYYY-MM-DD (yesterday where the site is, where none is named), PUT|DELETE /api/v1/reports/daily/mail -> 204. `before` and `after`: the days beside it that
 * there are reviews of. `counted`: false while its figures are not kept yet; it has no section then. `quiet`: nothing was said, and nothing waits. `mailed`: to who asks, each morning.
 */
export type DailyReview = {
  day: string;
  from: string;
  until: string;
  before: string | null;
  after: string | null;
  counted: boolean;
  quiet: boolean;
  mailed: boolean;
  sections: ReportSection[];
  voices: Voice[];
};

/** From a moment to another (ISO 8601). `over`: nothing more can happen in it. */
export type SpanReport = { span: 'day' | 'week'; from: string; until: string; over: boolean; lines: ReportLine[] };

/** GET /api/v1/reports/threads/:id and, the same for a spreadsheet, …/figures.csv. `spans`: a day, then a week, line by line of the same. */
export type ThreadReport = { id: string; title: string; url: string; openedAt: string; spans: SpanReport[] };

/** GET /api/v1/reports/threads: those that the newsroom opened, the latest first. */
export type ReportedThreads = { threads: { id: string; title: string; by: string; openedAt: string }[] };

/** YYYY-MM-DD, where the site is. */
export type MonthDay = { day: string; posts: number; authors: number; newVoices: number; removed: number };

/**
 * GET /api/v1/reports/month?month=YYYY-MM (the last that is over, where none is named), …/figures.csv and …/report.pdf. `over`: nothing more can happen in it. `months`: those there are reports of, the
 * latest first. `countedAt`: null while it is not counted yet; it has no section then.
 */
export type MonthReport = {
  month: string;
  from: string;
  until: string;
  timeZone: string;
  over: boolean;
  months: string[];
  countedAt: string | null;
  sections: ReportSection[];
  days: MonthDay[];
};
