import { Hono, type Context } from 'hono';
import { check, Field, Form, orAgain, renderDoor, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { staffOf, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace, type Place } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import * as input from './input.ts';
import { whispererOf } from './policy.ts';
import { whispersIn, type WhisperRow } from './queries.ts';
import { takeBack, whisper } from './whisper.ts';

/** What the newsroom says to itself of a thread, with a form alone. */
export const whisperPages = new Hono<Env>()
  .get('/whispers/:id', (c) => show(c))
  .post('/whispers/:id', async (c) => {
    const place = await findPlace(c);
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        if (typed.remove) await takeBack(c.var.deps, staffOf(c), typed.remove);
        else await whisper(c.var.deps, staffOf(c), place.thread, check(input.whisper, typed));
        return c.redirect(place.articleKey === null ? threadPath(place.thread) : `/a/${encodeURIComponent(place.articleKey)}`, 303);
      },
      (problem) => show(c, { typed, problem }),
    );
  });

async function findPlace(c: Context<Env>) {
  const place = await findThreadPlace(c.var.deps.db.read, c.req.param('id')!);
  if (!place || !moderates(staffOf(c), place.thread)) throw new Refusal('not_found');
  return place;
}

async function show(c: Context<Env>, again: { typed?: Typed; problem?: Problem } = {}) {
  const { thread } = await findPlace(c);
  const t = wordsOf(c);
  const rows = await whispersIn(c.var.deps.db.read, thread.id);
  const post = again.typed?.post ?? c.req.query('post') ?? '';
  return renderDoor(c, {
    title: t('whispers.title'),
    status: again.problem?.status ?? 200,
    children: (
      <>
        <h1>{t('whispers.title')}</h1>
        <p class="meta">{t('whispers.what')}</p>
        <List c={c} rows={rows} />
        <Form action={`/whispers/${thread.uid}`} {...(again.problem && { problem: again.problem })}>
          <input type="hidden" name="clientId" value={again.typed?.clientId ?? c.var.deps.newId()} />
          <input type="hidden" name="post" value={post} />
          <Field
            name="text"
            label={t(post ? 'whispers.aboutPost' : 'whispers.text')}
            help={t('whispers.help')}
            lines={4}
            value={again.typed?.text}
            {...(again.problem && { problem: again.problem })}
          />
          <button class="btn main">{t('whispers.send')}</button>
        </Form>
      </>
    ),
  });
}

/** Above the conversation, for the newsroom alone; nothing for anybody else. */
export async function whispersAbove(c: Context<Env>, place: Place) {
  const staff = await whispererOf(c, place);
  if (!staff) return null;
  const t = wordsOf(c);
  const rows = await whispersIn(c.var.deps.db.read, staff.thread.id);
  const path = `/whispers/${staff.thread.uid}`;
  return (
    <section class="whispers" aria-labelledby="whispers">
      <h2 id="whispers" class="kicker">
        {t('whispers.title')}
      </h2>
      <List c={c} rows={rows} mine={staff.member.id} path={path} />
      <p class="meta">
        <a href={path}>{t('whispers.write')}</a>
      </p>
    </section>
  );
}

type ListProps = { c: Context<Env>; rows: WhisperRow[]; mine?: number; path?: string };

function List({ c, rows, mine, path }: ListProps) {
  const t = wordsOf(c);
  if (rows.length === 0) return null;
  return (
    <ul class="rows">
      {rows.map((row) => (
        <li key={row.uid}>
          <div>
            <p class="meta">
              <strong>{row.byName}</strong> <time dateTime={row.at.toISOString()}>{momentOf(c.var.locale, row.at, zoneOf(c))}</time>{' '}
              {row.postUid && <a href={`/p/${row.postUid}`}>{t('whispers.about', { name: row.postAuthor ?? '' })}</a>}
            </p>
            <p class="typed">{row.text}</p>
            {mine === row.authorId && (
              <form method="post" action={path}>
                <button class="btn" name="remove" value={row.uid} aria-label={t('whispers.removeThis', { name: row.byName })}>
                  {t('whispers.remove')}
                </button>
              </form>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
