import { sayIn } from '../../reporting/lines.ts';
import { reportLetter } from '../../reporting/tell-reports.ts';
import { notOpenedLetter } from '../../planning/tell-author.ts';
import { AT, forEach, nowhere, WORDS, type Of, type Wordings } from './made-up.ts';

export function reports(of: Of): Wordings {
  const { site, locale } = of;
  const { t, line, part } = sayIn(locale);
  const told = { site, locale, title: WORDS[locale].place, url: nowhere(of, '/admin/#/reports/thread') };
  const lines = [
    line('posts', t('report.line.posts'), 132),
    line('newVoices', t('report.line.newVoices'), 18),
    part('removed', t('report.line.removed'), 3, 132),
    part('answered', t('report.line.answered'), 4, 6),
  ];
  return {
    day: reportLetter({ ...told, report: { span: 'day', lines } }),
    week: reportLetter({ ...told, report: { span: 'week', lines } }),
  };
}

/** Something was refused at its hour, or it was too late. */
export const notOpened = (of: Of): Wordings =>
  forEach({ late: true, refused: true }, (code) => {
    const { site, locale } = of;
    return notOpenedLetter({
      site,
      locale,
      title: WORDS[locale].place,
      at: AT,
      problem: { code },
      url: nowhere(of, '/admin/#/calendar/item'),
    });
  });
