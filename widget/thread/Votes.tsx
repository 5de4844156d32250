import type { PostWire } from '#server/posts/wire.ts';
import { rareWords } from './context.ts';
import { Icon } from './Icon.tsx';
import { up } from './more-icons.ts';
import { instead, type Scene } from './scene.ts';

/** How many want this question answered, or support this idea. Without JavaScript the form asks; one's own, and what nobody asks any more, only shows it. */
export function Votes({ scene: { state, context, on }, post }: { scene: Scene; post: PostWire }) {
  const t = rareWords(context);
  const { votes = 0, voted = false, answered } = post;
  const { idea, writing } = state.thread;
  const of = idea ? 'idea' : 'question';
  const settled = idea && !['open', 'planned', 'started'].includes(idea.state);
  const count = (
    <data value={votes}>
      {votes.toLocaleString(context.lang)}
      <span class="sr"> {t('voters', { of, n: votes })}</span>
    </data>
  );
  if (post.own || answered || settled || writing.state === 'closed')
    return (
      <>
        {answered && <span class="badge good">{t('answered')}</span>}
        {votes > 0 && (
          <span class="act still" title={t('voters', { of, n: votes })}>
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
        <span>{t('vote', { of })}</span> {votes > 0 && count}
      </button>
    </form>
  );
}
