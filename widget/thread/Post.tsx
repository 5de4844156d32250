import type { ComponentChildren } from 'preact';
import type { AuthorWire, PostWire } from '#server/posts/wire.ts';
import type { Context } from './context.ts';
import { sayFull, sayWhen } from './dates.ts';
import { Face } from './Face.tsx';
import { Icon } from './Icon.tsx';
import { trusted } from './trusted.ts';
import { lock, lozenge, pen } from './icons.ts';

export type PostProps = {
  post: PostWire;
  context: Context;
  /** Whom it answers, said where the drawing no longer shows it. */
  to?: string | null | undefined;
  /** Written here and not answered for yet: shown as typed. */
  typed?: string | undefined;
  /** What its author alone is told, and what can be done. */
  children?: ComponentChildren;
};

/** One post, as readers, its author, and the moderators' queue see it. */
export function Post({ post, context, to, typed, children }: PostProps) {
  const { id, state, author } = post;
  if (!author) return <Gone post={post} context={context} />;
  const soft = typed !== undefined || state === 'held' || state === 'rejected';
  return (
    <article class={soft ? 'post faded' : 'post'} part="post" aria-labelledby={`by-${id}`}>
      <Face author={author} />
      <header class="byline">
        <div class="line">
          <span class="name" part="author" id={`by-${id}`}>
            {author.name}
          </span>
          <Badge author={author} context={context} />
          <span class="meta">
            {to && post.parent && (
              <span>
                {context.t('to')} <a href={`${context.home}/p/${post.parent}`}>{/^\S{3,}(?= )/.exec(to)?.[0] ?? to}</a>
              </span>
            )}
            {post.accepted && (
              <span class="badge good" part="badge">
                {context.t('accepted', { by: post.accepted })}
              </span>
            )}
            {post.featured && (
              <span class="badge newsroom" part="badge">
                {context.t('featured')}
              </span>
            )}
            {typed === undefined && <When post={post} context={context} />}
          </span>
        </div>
        {[author.title, author.interests].map((line) => line && <p class="meta">{line}</p>)}
      </header>
      {typed === undefined ? (
        <div class="text" part="body" dangerouslySetInnerHTML={trusted(post.html)} />
      ) : (
        <p class="text typed" part="body">
          {typed}
        </p>
      )}
      {children}
    </article>
  );
}

/** The date is the permalink. */
function When({ post, context }: Pick<PostProps, 'post' | 'context'>) {
  const { t, home } = context;
  return (
    <>
      <a class="plain" href={`${home}/p/${post.id}`}>
        <time dateTime={post.at} title={sayFull(post.at, context)}>
          {sayWhen(post.at, context)}
        </time>
      </a>
      {post.editedAt && (
        <a href={`${home}/p/${post.id}/history`} title={t('editedAt', { date: sayFull(post.editedAt, context) })}>
          {t('edited')}
        </a>
      )}
    </>
  );
}

/** One sign a name, whatever it says. */
function Badge({ author: { badge, badges = [] }, context: { t } }: { author: AuthorWire; context: Context }) {
  const words = badge ? [t(`badge.${badge}`), ...badges] : badges;
  const icon = badge && ICONS[badge];
  return (
    words.length > 0 && (
      <span class={`badge ${badge ?? ''}`} part="badge">
        {icon && <Icon d={icon} />}
        {words.join(', ')}
      </span>
    )
  );
}

const ICONS = { newsroom: pen, expert: lozenge, moderator: lock, subscriber: null };

/** Its place, while replies hang on it. */
function Gone({ post: { state, rule, replies }, context: { t } }: Pick<PostProps, 'post' | 'context'>) {
  return (
    <article class="post" part="post" aria-label={t('goneLabel')}>
      <span class="face none" aria-hidden="true" />
      <p class="gone">
        {state === 'deleted' ? t('deleted') : rule ? t('removedRule', { n: rule.number }) : t('removed')} {replies > 0 && t('removedStay')}
      </p>
    </article>
  );
}
