import type { Context } from 'hono';
import type { ExportWire } from '../exports/wire.ts';
import type { Env } from '../http/who.ts';
import { writeCursor } from '../http/cursor.ts';
import { dateOf, momentOf } from '../i18n/translate.ts';
import { cut } from '../pages/cut.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { threadPath } from '../threads/thread-path.ts';
import type { Thread } from '../threads/queries.ts';
import { STATES, TESTIMONIES_PAGE, type Call, type callsOf, type TestimonyRow } from './queries.ts';
import type { CallField, TestimonyState } from './wire.ts';

/** Characters of an answer that tell it from the next. */
const EXCERPT = 140;

type Props = {
  c: Context<Env>;
  thread: Thread;
  call: Call;
  rows: TestimonyRow[];
  counts: Record<TestimonyState, number>;
  state: string;
  mine: boolean;
  /** What whoever looks took along of it, or waits for. */
  taken: ExportWire[];
};

/** What was answered, by where the newsroom is with it. */
export function ListPage({ c, thread, call, rows, counts, state, mine, taken }: Props) {
  const t = wordsOf(c);
  const here = `/testimonies/${thread.uid}/answers`;
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const page = rows.slice(0, TESTIMONIES_PAGE);
  const asked = (more: Record<string, string>) =>
    `${here}?${String(new URLSearchParams({ ...(state && { state }), ...(mine && { mine: '1' }), ...more }))}`;
  return (
    <div class="sheet">
      <p class="kicker">
        <a href={threadPath(thread)}>{thread.title}</a>
      </p>
      <h1>{t('testimony.answers')}</h1>
      <p class="meta">
        <a href="/testimonies">{t('testimony.all')}</a>
        <a href={`/testimonies/${thread.uid}/settings`}>{t('testimony.settings')}</a>
      </p>
      <nav class="tabs" aria-label={t('testimony.byState')}>
        {(['', ...STATES] as const).map((one) => (
          <a key={one} href={one ? `${here}?state=${one}` : here} aria-current={one === state && !mine ? 'page' : undefined}>
            {one
              ? t('testimony.stateCount', { state: t(`testimony.is.${one}`), n: counts[one] })
              : t('testimony.stateCount', { state: t('testimony.every'), n: all })}
          </a>
        ))}
        <a href={`${here}?mine=1`} aria-current={mine ? 'page' : undefined}>
          {t('testimony.toMe')}
        </a>
      </nav>
      {rows.length === 0 && <p class="meta">{t('testimony.none')}</p>}
      <ul class="rows">
        {page.map(({ uid, author, state: is, assignee, sentAt, answers }) => (
          <li key={uid} class={is === 'new' ? 'unread' : undefined}>
            <div>
              <a href={`${here}/${uid}`}>
                <strong>{author}</strong>
              </a>
              <p class="meta clip">{excerptOf(call.fields, answers)}</p>
              <p class="meta">
                <strong>{t(`testimony.is.${is}`)}</strong> {assignee && <span>{t('testimony.onIt', { name: assignee })}</span>}{' '}
                <time dateTime={sentAt.toISOString()}>{momentOf(c.var.locale, sentAt, zoneOf(c))}</time>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {rows.length > page.length && (
        <p class="centre">
          <a class="btn" href={asked({ cursor: writeCursor({ value: 0, id: page.at(-1)!.id }) })}>
            {t('notices.older')}
          </a>
        </p>
      )}
      {(all > 0 || taken.length > 0) && (
        <section aria-labelledby="export">
          <h2 id="export">{t('testimony.export')}</h2>
          <p class="meta">{t('testimony.exportHelp')}</p>
          <div class="line">
            {(['csv', 'json'] as const).map((as) => (
              <form key={as} method="post" action={`${here}/answers.${as}`}>
                {state && <input type="hidden" name="state" value={state} />}
                {mine && <input type="hidden" name="mine" value="1" />}
                <button class="btn">{as.toUpperCase()}</button>
              </form>
            ))}
          </div>
          {taken.length > 0 && (
            <ul class="rows">
              {taken.map((one) => (
                <li key={one.id}>
                  <Taken {...{ c, one, thread }} />
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  );
}

/** One export: how far it is, then the file. */
function Taken({ c, one, thread }: { c: Context<Env>; one: ExportWire; thread: Thread }) {
  const t = wordsOf(c);
  const { id, input, state, failure, progress, rows, at, until } = one;
  const address = `/testimonies/${thread.uid}/exports/${id}`;
  const underWay = state === 'waiting' || state === 'running';
  const name = t('testimony.exportOf', {
    format: input.list === 'testimonies' ? input.as.toUpperCase() : '',
    date: momentOf(c.var.locale, new Date(at), zoneOf(c)),
  });
  return (
    <div>
      <p>
        <strong>{name}</strong>
      </p>
      <p class="meta">
        {state === 'ready' && t('testimony.exportReady', { n: rows ?? 0, date: momentOf(c.var.locale, new Date(until), zoneOf(c)) })}
        {state === 'failed' && t(failure === 'too_long' ? 'testimony.exportTooLong' : 'testimony.exportFailed')}
        {underWay && t('testimony.exportUnderWay', { progress })}
      </p>
      <div class="line">
        {state === 'ready' && (
          <a class="btn" href={address} aria-label={t('testimony.exportNamed', { act: t('testimony.exportFetch'), name })}>
            {t('testimony.exportFetch')}
          </a>
        )}
        {underWay && (
          <a class="btn" href={`/testimonies/${thread.uid}/answers#export`}>
            {t('testimony.exportLook')}
          </a>
        )}
        <form method="post" action={address}>
          <button
            class="btn"
            aria-label={t('testimony.exportNamed', { act: t(underWay ? 'testimony.exportCancel' : 'testimony.exportForget'), name })}
          >
            {t(underWay ? 'testimony.exportCancel' : 'testimony.exportForget')}
          </button>
        </form>
      </div>
    </div>
  );
}

/** What says most: the first text of theirs. */
function excerptOf(fields: CallField[], answers: TestimonyRow['answers']): string {
  const first = fields.find(({ id, type }) => type === 'long' && answers[id]) ?? fields.find(({ id }) => answers[id]);
  return first ? cut([answers[first.id]!].flat().join(', ').replace(/\s+/g, ' '), EXCERPT) : '';
}

type CallRow = Awaited<ReturnType<typeof callsOf>>[number];

/** All calls, with what is new in each. */
export function CallsPage({ c, rows }: { c: Context<Env>; rows: CallRow[] }) {
  const t = wordsOf(c);
  const now = c.var.deps.now();
  return (
    <div class="sheet">
      <div class="line ends">
        <h1>{t('testimony.all')}</h1>
        <a class="btn" href="/new?kind=testimony">
          {t('testimony.new')}
        </a>
      </div>
      {rows.length === 0 && <p class="meta">{t('testimony.noneYet')}</p>}
      <ul class="rows">
        {rows.map(({ thread, closesAt, answers, fresh }) => (
          <li key={thread.uid}>
            <div>
              <a href={`/testimonies/${thread.uid}/answers`}>{thread.title}</a>
              <p class="meta">
                <span>{t('testimony.count', { n: answers, fresh })}</span>{' '}
                <span>
                  {t(closesAt <= now ? 'testimony.closed' : 'testimony.open', { date: dateOf(c.var.locale, closesAt, zoneOf(c)) })}
                </span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
