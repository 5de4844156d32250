import { rareWords } from './context.ts';
import { sayWhen } from './dates.ts';
import type { Scene } from './scene.ts';
import { trusted } from './trusted.ts';

/** What the newsroom calls its answer, above all others; it stands in its place too. */
export function Official({ scene: { state, context } }: { scene: Scene }) {
  const post = Object.values(state.posts).find(({ official }) => official);
  if (!post) return null;
  const t = rareWords(context);
  return (
    <section class="asks" aria-labelledby="official">
      <h2 id="official" class="kicker">
        {t('official')}
      </h2>
      <div class="text" dangerouslySetInnerHTML={trusted(post.html)} />
      <p class="meta">
        <span>{post.author?.name}</span>
        <span>{sayWhen(post.at, context)}</span>
        <a href={`${context.home}/p/${post.id}`}>{t('officialPlace')}</a>
      </p>
    </section>
  );
}
