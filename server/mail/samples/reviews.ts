import { dayWords } from '../../reporting/daily-review.ts';
import { sayIn } from '../../reporting/lines.ts';
import { reviewLetter } from '../../reporting/send-reviews.ts';
import { nowhere, UID, WORDS, type Of, type Wordings } from './made-up.ts';

const DAY = '2026-03-12';

export function reviews(of: Of): Wordings {
  const { locale } = of;
  const { t, line, part } = sayIn(locale);
  const { place, person, mine, rule } = WORDS[locale];
  const told = { ...of, uid: UID, desk: true };
  const weekday = dayWords(DAY, locale, { weekday: 'long' });
  const section = (key: 'said' | 'rose' | 'waits' | 'removed' | 'silent', lines: ReturnType<typeof line>[]) => ({
    key,
    title: t(`review.${key}`),
    lines,
    none: '',
  });
  const since = t('review.since', { age: '30 h', promise: '24 h', kept: 'late' });
  const sections = [
    section('said', [
      { ...line('posts', t('report.line.posts'), 132), note: t('review.usual', { weekday, low: 98, high: 140 }) },
      line('newVoices', t('report.line.newVoices'), 18),
    ]),
    section('rose', [{ ...line('thread', place, 46, nowhere(of, '/t')), note: t('review.before', { n: 12 }) }]),
    section('waits', [{ ...line('lane', t('review.lane.question'), 3, nowhere(of, '/admin/#/inbox')), note: since }]),
    section('removed', [
      part('removed', t('report.line.removed'), 3, 132),
      line('rule 2', t('report.line.rule', { rule: '2', title: rule }), 3),
    ]),
    section('silent', [line('cohort', t('review.line.silent'), 7, nowhere(of, '/admin/#/members'))]),
  ];
  const voices = [{ name: person, words: mine.replaceAll(/<\/?p>/g, ''), title: place, url: nowhere(of, '/p') }];
  return {
    review: reviewLetter(of, { ...told, review: { day: DAY, quiet: false, sections, voices } }),
    journalist: reviewLetter(of, { ...told, desk: false, review: { day: DAY, quiet: false, sections, voices } }),
    quiet: reviewLetter(of, { ...told, review: { day: DAY, quiet: true, sections: [], voices: [] } }),
  };
}
