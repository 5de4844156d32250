import { Icon } from '../../widget/thread/Icon.tsx';
import { up } from '../../widget/thread/more-icons.ts';
import type { Translate } from '../pages/page.tsx';

type Props = { t: Translate; title: string; post: string; votes: number; voted: boolean; open: boolean; next: string };

/** A vote for an idea, by a form alone; of one's own, and of what is decided, the number. */
export function VoteForm({ t, title, post, votes, voted, open, next }: Props) {
  if (!open)
    return (
      <p class="support">
        <Icon d={up} /> <span aria-hidden="true">{votes}</span>
        <span class="sr">{t('idea.votes', { n: votes })}</span>
      </p>
    );
  return (
    <form method="post" action={`/votes/${post}`} class="support">
      <input type="hidden" name="next" value={next} />
      <button
        class="btn"
        name="act"
        value={voted ? 'undo' : 'vote'}
        aria-pressed={voted}
        aria-label={`${t('idea.supportOf', { title })}, ${t('idea.votes', { n: votes })}`}
      >
        <Icon d={up} /> {votes} <span>{t(voted ? 'idea.supported' : 'idea.support')}</span>
      </button>
    </form>
  );
}
