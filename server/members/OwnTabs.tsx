import type { MessageKey } from '../i18n/translate.ts';
import type { Translate } from '../pages/page.tsx';

const PARTS = {
  '/account/profile': 'own.profile',
  '/account/posts': 'own.posts',
  '/account/reactions': 'own.reactions',
  '/account/badges': 'badges.title',
  '/bookmarks': 'bookmarks.title',
  '/notifications': 'notices.title',
  '/following': 'follows.title',
  '/account/ignored': 'own.ignored',
  '/account/standing': 'standing.title',
  '/account': 'own.account',
  '/account/data': 'own.data',
} as const satisfies Record<string, MessageKey>;

/** The parts of somebody's own place, from any of them to any other. */
export function OwnTabs({ t, here }: { t: Translate; here: keyof typeof PARTS }) {
  return (
    <nav class="tabs" aria-label={t('own.parts')}>
      {Object.entries(PARTS).map(([path, name]) => (
        <a key={path} href={path} aria-current={path === here ? 'page' : undefined}>
          {t(name)}
        </a>
      ))}
    </nav>
  );
}
