import type { Translate } from '../pages/page.tsx';

/** Who told of errors in an article, thanked by name as they agreed to. */
export function ThankedLine({ t, people }: { t: Translate; people: { uid: string; name: string }[] }) {
  if (people.length === 0) return null;
  return (
    <p class="meta">
      {t('messages.thanksTo', { n: people.length })}{' '}
      {people.map(({ uid, name }, i) => (
        <span key={uid}>
          {i > 0 && ', '}
          <a href={`/members/${uid}`}>{name}</a>
        </span>
      ))}
    </p>
  );
}
