import { translate } from '../i18n/translate.ts';
import type { Place } from '../threads/queries.ts';
import type { Card } from './draw-card.ts';

/** Ours, where a site has none: tokens.css, by day. */
const ACCENT = '#a63d22';

/** What a thread's picture says. */
export function cardOf({ site, thread, article, space }: Place): Card {
  const { settings, accent } = site;
  const say = (key: 'forum.answers' | 'thread.article', n = 0) => translate(settings.locale, key, { n });
  const below = [say('forum.answers', thread?.count ?? 0), space?.name];
  return {
    title: thread?.title ?? article?.title ?? say('thread.article'),
    above: [settings.forumName, settings.name].filter((name, i, all) => all.indexOf(name) === i).join(' · '),
    below: below.filter(Boolean).join(' · '),
    accent: accent ?? ACCENT,
  };
}
