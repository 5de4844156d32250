import { Hono, type Context } from 'hono';
import { Icon } from '../../widget/thread/Icon.tsx';
import { clock, cross } from '../../widget/thread/rare-icons.ts';
import { renderDoor } from '../accounts/form.tsx';
import { heldReasonsOf, statementsOf, type StandingStatement } from '../cases/queries.ts';
import { cursorOf, readCursor } from '../http/cursor.ts';
import type { Actor, Env } from '../http/who.ts';
import { wordsOf, type Translate } from '../pages/page.tsx';
import type { HeldReason } from '../posts/wire.ts';
import { asMember } from './own.ts';
import { OwnTabs } from './OwnTabs.tsx';
import { PostList } from './PostList.tsx';
import { POSTS_PAGE, postsOf, type OwnRow } from './profile.ts';

/** One's own posts, whatever became of them, and why. */
export const postsPages = new Hono<Env>().get('/account/posts', (c) => asMember(c, (actor) => show(c, actor)));

async function show(c: Context<Env>, { member }: Actor) {
  const t = wordsOf(c);
  const { read } = c.var.deps.db;
  const before = readCursor(c.req.query('before'));
  const rows = await postsOf(read, member.id, { before });
  const page = rows.slice(0, POSTS_PAGE);
  const ids = page.filter(({ state }) => state !== 'published').map(({ id }) => id);
  const [reasons, statements] = [await heldReasonsOf(read, ids), await statementsOf(read, ids, c.var.deps.now())];
  return renderDoor(c, {
    title: t('own.posts'),
    children: (
      <>
        <h1>{t('own.posts')}</h1>
        <OwnTabs t={t} here="/account/posts" />
        {page.length === 0 && <p class="meta">{t('own.noPosts')}</p>}
        <PostList
          c={c}
          rows={page}
          of={(row) => <State t={t} row={row} heldFor={reasons.get(row.id) ?? []} statement={statements.get(row.id)} />}
        />
        {rows.length > POSTS_PAGE && (
          <a class="btn" href={`/account/posts?before=${cursorOf(page.at(-1)!)}`}>
            {t('profile.older')}
          </a>
        )}
      </>
    ),
  });
}

type StateProps = { t: Translate; row: OwnRow; heldFor: HeldReason[]; statement: StandingStatement | undefined };

function State({ t, row, heldFor, statement }: StateProps) {
  if (row.state === 'published')
    return (
      <p class="meta">
        <span>{t('own.published')}</span>
        {row.replies > 0 && <span>{t('own.replies', { n: row.replies })}</span>}
      </p>
    );
  if (row.state === 'deleted') return <p class="meta">{t('own.deleted')}</p>;
  if (row.state === 'held' || statement?.told === false)
    return (
      <div class="note warn">
        <Icon d={clock} />
        <div>
          <p>
            <strong>{t('own.held')}</strong>
          </p>
          <ul>
            {heldFor.map((reason) => (
              <li key={reason}>{t('own.heldFor', { reason })}</li>
            ))}
          </ul>
        </div>
      </div>
    );
  return (
    <div class="note bad">
      <Icon d={cross} />
      <div>
        <p>
          <strong>
            {statement ? t('notices.rejected', { number: statement.ruleNumber ?? 0, title: statement.ruleTitle ?? '' }) : t('own.rejected')}
          </strong>
        </p>
        {statement?.note && <p>{statement.note}</p>}
        {statement && (
          <p>
            <a href={`/statements/${statement.uid}`}>{t('notices.decision')}</a>
          </p>
        )}
      </div>
    </div>
  );
}
