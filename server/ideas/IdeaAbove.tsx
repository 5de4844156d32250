import type { Context } from 'hono';
import type { There } from '../forum/kind-parts.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import type { ThreadPage } from '../threads/wire.ts';
import { ideaIn } from './queries.ts';
import { isSettled } from './states.ts';

/** Where an idea stands, who proposed it, what it became; one votes for it where it is written. */
export async function IdeaAbove(c: Context<Env>, { thread }: There, { posts, thread: { idea, opening } }: ThreadPage) {
  const post = posts.find(({ id }) => id === opening);
  if (!idea || !post?.author) return null;
  const t = wordsOf(c);
  return (
    <section class="ask stands" aria-labelledby="idea">
      <p class="kicker" id="idea">
        {t('idea.by', { name: post.author.name })}
      </p>
      <p>
        <strong>{t('idea.is', { state: idea.state })}</strong> · {t('idea.votes', { n: idea.votes })}
        {isSettled(thread) && <span class="meta"> {t('idea.settled')}</span>}
      </p>
      {idea.article && (
        <p>
          {t('idea.became')} <a href={idea.article.url}>{idea.article.title}</a>
        </p>
      )}
      <a href="/ideas">{t('idea.others')}</a>
    </section>
  );
}

/** What is a discussion by now, and began as an idea; null for one that never was. */
export async function IdeaBefore(c: Context<Env>, { thread }: There, { posts, thread: { opening } }: ThreadPage) {
  const idea = await ideaIn(c.var.deps.db.read, thread.id);
  const author = posts.find(({ id }) => id === opening)?.author;
  if (!idea || !author) return null;
  return <p class="note">{wordsOf(c)('idea.was', { name: author.name, n: idea.votes })}</p>;
}
