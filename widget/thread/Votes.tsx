import type { PostWire } from '#server/posts/wire.ts';
import { allWords } from './context.ts';
import { Icon } from './Icon.tsx';
import { up } from './more-icons.ts';
import { instead, type Scene } from './scene.ts';

/** How many want this question answered. Without JavaScript the form asks; one's own, and what nobody asks any more, only shows it. */
export function Votes({ scene: { state, context, on }, post }: { scene: Scene; post: PostWire }) {
  const t = allWords(context);
  const { votes = 0, voted = false, answered } = post;
  const count = (
    <data value={votes}>
      {votes.toLocaleString(context.lang)}
      <span class="sr"> {t('voters', { n: votes })}</span>
    </data>
  );
  if (post.own || answered || state.thread.writing.state === 'closed')
    return (
      <>
        {answered && <span class="badge good">{t('answered')}</span>}
        {votes > 0 && (
          <span class="act still" title={t('voters', { n: votes })}>
            <Icon d={up} /> {count}
          </span>
        )}
      </>
    );
  return (
    <form class="reactions" method="post" action={`${context.home}/votes/${post.id}`} target="_top">
      <button
        class="act vote"
        name="act"
        value={voted ? 'undo' : 'vote'}
        aria-pressed={voted}
        onClick={instead(on && (() => on.vote(post.id)))}
      >
        <Icon d={up} />
        <span>{t('vote')}</span> {votes > 0 && count}
      </button>
    </form>
  );
}
