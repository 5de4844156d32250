const NO_BREAK = /[\u00a0\u202f]/;

/** What steers programs and what nobody sees goes, white space is one space; a no-break one stays as French printers set it. */
export const oneLine = (typed: string): string => typed.replace(/[\s\p{Cf}\p{Cc}]+/gu, (run) => NO_BREAK.exec(run)?.[0] ?? ' ').trim();
