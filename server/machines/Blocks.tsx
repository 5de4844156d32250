import type { ComponentChildren } from 'preact';
import type { askedNow } from '../forum/queries.ts';
import { momentOf, translate, type Locale } from '../i18n/translate.ts';
import type { ListedMeeting } from '../meetings/queries.ts';
import { sayStart } from '../meetings/say-hours.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { liveliest } from './block-queries.ts';

type Rows<Query extends (...given: never[]) => PromiseLike<unknown[]>> = Awaited<ReturnType<Query>>;

/** In which words and by which clocks; `origin`: of the forum. */
export type Around = { lang: Locale; timeZone: string; origin: string };

/** What readers write in: under its article where there is one, else in the forum. */
export const Discussions = ({ rows, ...around }: Around & { rows: Rows<typeof liveliest> }) => (
  <Block title="block.discussions" empty={rows.length === 0} {...around}>
    {rows.map(({ uid, title, ownTitle, articleUrl, count }) => (
      <li key={uid}>
        <a href={articleUrl ?? around.origin + threadPath({ uid, title: ownTitle })}>{title}</a>{' '}
        <span>{translate(around.lang, 'block.comments', { n: count })}</span>
      </li>
    ))}
  </Block>
);

/** What comes next, the first one first. */
export const Events = ({ rows, ...around }: Around & { rows: ListedMeeting[] }) => (
  <Block title="block.events" empty={rows.length === 0} {...around}>
    {rows.map(({ meeting, uid, title }) => (
      <li key={uid}>
        <time dateTime={meeting.startsAt.toISOString()}>{sayStart(around.lang, meeting)}</time>{' '}
        <a href={around.origin + threadPath({ uid, title })}>{title}</a>{' '}
        <span>{meeting.place || translate(around.lang, 'event.online')}</span>
      </li>
    ))}
  </Block>
);

/** To whom readers may put questions now, or whose answers come. */
export const Questions = ({ rows, ...around }: Around & { rows: Rows<typeof askedNow> }) => (
  <Block title="block.questions" empty={rows.length === 0} {...around}>
    {rows.map(({ uid, title, count, state, answersUntil }) => (
      <li key={uid}>
        <a href={around.origin + threadPath({ uid, title })}>{title}</a>{' '}
        <span>
          {[
            translate(around.lang, 'block.asked', { state: state! }),
            translate(around.lang, 'forum.questions', { n: count }),
            ...(answersUntil
              ? [translate(around.lang, 'forum.until', { date: momentOf(around.lang, answersUntil, around.timeZone) })]
              : []),
          ].join(' · ')}
        </span>
      </li>
    ))}
  </Block>
);

function Block({
  title,
  empty,
  lang,
  children,
}: Around & { title: 'block.discussions' | 'block.events' | 'block.questions'; empty: boolean; children: ComponentChildren }) {
  const said = translate(lang, title);
  return (
    <section class="quotes" lang={lang} aria-label={said} hidden={empty}>
      <p class="head">
        <strong>{said}</strong>
      </p>
      <ul class="list">{children}</ul>
    </section>
  );
}
