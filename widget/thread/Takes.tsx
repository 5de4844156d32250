import { rareWords } from './context.ts';
import type { Scene } from './scene.ts';

/** What the article above took up from its readers and from those who answered them. */
export function Takes({ scene: { state, context } }: { scene: Scene }) {
  const { takes } = state.thread;
  if (!takes) return null;
  const t = rareWords(context);
  return (
    <section class="asks" aria-labelledby="takes">
      <h2 id="takes" class="kicker">
        {t('takes')}
      </h2>
      {takes.map(({ url, name, words }) => (
        <p key={url}>
          <a href={url}>{words}</a> <span class="meta">{name}</span>
        </p>
      ))}
    </section>
  );
}
