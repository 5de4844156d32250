import type { ComponentChildren } from 'preact';
import type { HealthWire } from '#server/home/wire.ts';
import { Chart, percentOf } from '../charts/Chart.tsx';
import { useWords } from '../words.tsx';
import { dateWords, shortDay, weekdayOf } from './day-words.ts';

/** Of fewer, no rate is said: the two numbers are. */
const LEAST = 30;

/** How we are doing: three sentences, the number first, and what each is read from. */
export function Health({ health }: { health: HealthWire }) {
  const { t } = useWords();
  return (
    <section class="health" aria-labelledby="home-health">
      <header>
        <h2 id="home-health">{t('home.health')}</h2>
      </header>
      <div class="three">
        <Posts posts={health.posts} />
        <Answers answers={health.answers} />
        <Removed removed={health.removed} week={health.removedWeek} />
      </div>
    </section>
  );
}

/** A figure as people say it, and the rest of the sentence. */
function Say({ figure, children }: { figure: string; children: ComponentChildren }) {
  return (
    <p class="say">
      <b>{figure}</b> {children}
    </p>
  );
}

function Posts({ posts }: Pick<HealthWire, 'posts'>) {
  const { t, number, locale } = useWords();
  const last = posts.at(-1)!;
  const rest = last.usual
    ? t('home.posts_usual', { weekday: weekdayOf(last.day, locale), low: number(last.usual.low), high: number(last.usual.high) })
    : t('home.posts_new');
  const span = { from: dateWords(posts[0]!.day, locale), to: dateWords(last.day, locale) };
  return (
    <div>
      <Say figure={t('home.posts', { n: last.n })}>{rest}</Say>
      <Chart
        caption={t('home.posts_caption', span)}
        sentence={`${t('home.posts', { n: last.n })} ${rest}`}
        points={posts.map(({ day, n, usual }) => ({ key: day, name: shortDay(day, locale), n, usual }))}
        shape="line"
        say={(n) => number(n)}
        ends={[span.from, t('home.yesterday')]}
        figure={t('home.posts_figure')}
        when={t('home.day')}
      />
    </div>
  );
}

function Answers({ answers }: Pick<HealthWire, 'answers'>) {
  const { t, locale } = useWords();
  const { over, inTime } = answers.at(-1)!;
  const enough = over >= LEAST;
  const figure =
    over === 0 ? t('home.answers_none') : enough ? percentOf(inTime / over, locale) : t('home.answers_few', { n: inTime, of: over });
  const rest = over === 0 ? '' : t(enough ? 'home.answers_many' : 'home.answers_little', { n: over });
  const from = dateWords(answers[0]!.week, locale);
  return (
    <div>
      <Say figure={figure}>{rest}</Say>
      <Chart
        caption={t('home.answers_caption', { from })}
        sentence={`${figure} ${rest}`}
        points={answers.map(({ week, over: of, inTime: kept }) => ({
          key: week,
          name: t('home.week_of', { day: dateWords(week, locale) }),
          n: of === 0 ? null : kept / of,
          of,
        }))}
        shape="line"
        say={(share) => percentOf(share, locale)}
        least={1}
        ends={[from, t('home.seven_days')]}
        figure={t('home.answers_figure')}
        when={t('home.week')}
        of={t('home.answers_of')}
      />
    </div>
  );
}

function Removed({ removed, week }: { removed: HealthWire['removed']; week: HealthWire['removedWeek'] }) {
  const { t, number, locale } = useWords();
  const { n, of, usual } = week;
  const figure = of < LEAST ? t('home.removed_few', { n, of }) : t('home.removed', { part: percentOf(n / of, locale, 1) });
  const rest = [
    of < LEAST ? t('home.removed_little') : t('home.removed_many', { n, of }),
    of >= LEAST && usual
      ? t('home.removed_usual', { low: percentOf(usual.low / 1000, locale, 1), high: percentOf(usual.high / 1000, locale, 1) })
      : '',
  ].join(' ');
  const span = { from: dateWords(removed[0]!.day, locale), to: dateWords(removed.at(-1)!.day, locale) };
  return (
    <div>
      <Say figure={figure}>{rest}</Say>
      <Chart
        caption={t('home.removed_caption', span)}
        sentence={`${figure} ${rest}`}
        points={removed.map((day) => ({ key: day.day, name: shortDay(day.day, locale), n: day.n, of: day.of }))}
        shape="columns"
        marked={removed.at(-1)!.day}
        say={(count) => number(count, Number.isInteger(count) ? 0 : 1)}
        ends={[span.from, t('home.yesterday')]}
        figure={t('home.removed_figure')}
        when={t('home.day')}
        of={t('home.posts_figure')}
      />
    </div>
  );
}
