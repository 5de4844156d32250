import { sayIn } from '../../reporting/lines.ts';
import { reportLetter } from '../../reporting/tell-reports.ts';
import { nowhere, WORDS, type Of, type Wordings } from './made-up.ts';

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
