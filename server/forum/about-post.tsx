import type { Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { renderDoor, type Problem } from '../accounts/form.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import type { PostRow } from '../posts/queries.ts';

type Page = {
  title: string;
  /** What it is, or would be. */
  what: string;
  problem?: Problem | undefined;
  /** Of the problem's fields, the one that is about the post itself. */
  field?: string;
  children: ComponentChildren;
};

/** What the newsroom says of one post, with a form alone: the post, what went wrong, the form, and the way back. */
export function renderAboutPost(c: Context<Env>, post: Pick<PostRow, 'uid' | 'html' | 'authorName'>, page: Page) {
  const t = wordsOf(c);
  const { title, what, problem, field = 'post', children } = page;
  const fault = problem?.fields[field];
  return renderDoor(c, {
    title,
    status: problem?.status,
    children: (
      <>
        <h1>{title}</h1>
        <p class="meta">{t('reactions.to', { name: post.authorName })}</p>
        <blockquote class="text" dangerouslySetInnerHTML={{ __html: post.html }} />
        <p>{what}</p>
        {fault && (
          <p class="note bad" role="alert">
            {fault}
          </p>
        )}
        {children}
        <a class="btn" href={`/p/${post.uid}`}>
          {t('edit.cancel')}
        </a>
      </>
    ),
  });
}
