import { Hono, type Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { Face } from '../../widget/thread/Face.tsx';
import { check, typedIn } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { cursorOf, readCursor } from '../http/cursor.ts';
import type { Actor, Env } from '../http/who.ts';
import type { Verdict } from '../cases/wire.ts';
import { dateOf, momentOf, type MessageKey } from '../i18n/translate.ts';
import { failureOf } from '../inbound/bounces.ts';
import { FailingAddress } from '../inbound/FailingAddress.tsx';
import { countUnreadRooms } from '../mediations/queries.ts';
import { countUnreadMessages } from '../inbox/queries.ts';
import { shorten } from '../markdown/shorten.ts';
import { textOf } from '../markdown/text-of.ts';
import { asMember } from '../members/own.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { photoUrl } from '../members/photo-url.ts';
import { renderPage, wordsOf, zoneOf, type Translate } from '../pages/page.tsx';
import { isOfDesk, pathBeside } from './desk-notice.ts';
import { countOf, dateOfMeeting, isQuotable, placeOf } from './compose.ts';
import {
  decisionsTold,
  findNotice,
  firstUnread,
  markRead,
  noticesPage,
  NOTICES_PAGE,
  type NoticeGroup,
  type NoticeRow,
} from './queries.ts';
import { sayNames } from './say-names.ts';
import { noticeSettingsPages } from './settings-pages.tsx';
import { unsubscribePages } from './unsubscribe-pages.tsx';

const EXCERPT = 160;

const readInput = z.object({ upTo: z.coerce.number('field.wrong').int('field.wrong').min(0, 'field.wrong') });

/** The bell's page. One is read by following it, all of them by the button. */
export const noticePages = new Hono<Env>()
  .get('/notifications', (c) => asMember(c, (actor) => show(c, actor)))
  .post('/notifications/read', (c) =>
    asMember(c, async ({ member }) => {
      const { deps } = c.var;
      const { upTo } = check(readInput, await typedIn(c));
      await deps.db.write((tx) => markRead(tx, member.id, { upTo }, deps.now()));
      deps.bus.emit('notice.added', { memberId: member.id });
      return c.redirect('/notifications', 303);
    }),
  )
  .route('/', noticeSettingsPages)
  .get('/notifications/:id', (c) =>
    asMember(c, async ({ member }) => {
      const { deps } = c.var;
      const notice = await findNotice(deps.db.read, member.id, { uid: c.req.param('id'), now: deps.now() });
      if (!notice) throw new Refusal('not_found');
      const path = `/p/${await firstUnread(deps.db.read, notice, deps.now())}`;
      await deps.db.write((tx) => markRead(tx, member.id, { only: notice }, deps.now()));
      deps.bus.emit('notice.added', { memberId: member.id });
      const beside = pathBeside(notice);
      if (beside) return c.redirect(beside, 303);
      const decision = (await decisionsTold(deps.db.read, [notice])).get(notice.key);
      return c.redirect(decision?.statement ? `/statements/${decision.statement}` : path, 303);
    }),
  )
  .route('/', unsubscribePages);

type Decision = Awaited<ReturnType<typeof decisionsTold>> extends Map<string, infer D> ? D : never;

async function show(c: Context<Env>, { member, session }: Actor) {
  const t = wordsOf(c);
  const {
    db: { read },
    now,
  } = c.var.deps;
  const rows = await noticesPage(read, member.id, { before: readCursor(c.req.query('before')), now: now() });
  const page = rows.slice(0, NOTICES_PAGE);
  const decisions: Map<string, Decision> = await decisionsTold(read, page);
  const letters = await countUnreadMessages(read, member.id);
  const rooms = await countUnreadRooms(read, member.id);
  const failing = await failureOf(read, session.account.id);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('notices.title'),
    children: (
      <div class="two">
        <section class="flow">
          <div class="line ends">
            <h1>{t('notices.title')}</h1>
            {page.some(({ readAt }) => !readAt) && (
              <form method="post" action="/notifications/read">
                <input type="hidden" name="upTo" value={Math.max(...page.map(({ id }) => id))} />
                <button class="btn">{t('notices.readAll')}</button>
              </form>
            )}
          </div>
          <OwnTabs t={t} here="/notifications" />
          {failing && (
            <FailingAddress
              t={t}
              email={session.account.email ?? ''}
              day={dateOf(c.var.locale, failing.at, zoneOf(c))}
              reason={failing.reason}
            />
          )}
          {c.req.query('done') === 'retry' && <output class="note good">{t('failing.retried')}</output>}
          {letters > 0 && (
            <p class="note">
              <a href="/messages">{t('messages.waiting', { n: letters })}</a>
            </p>
          )}
          {rooms > 0 && (
            <p class="note">
              <a href="/mediations">{t('mediation.waiting', { n: rooms })}</a>
            </p>
          )}
          {page.length === 0 && letters + rooms === 0 && <p class="meta">{t('notices.empty')}</p>}
          <ol class="rows">
            {page.map((row) => (
              <li key={row.uid} class={row.readAt ? 'lead' : 'lead unread'}>
                <Notice c={c} t={t} row={row} decision={decisions.get(row.key)} />
              </li>
            ))}
          </ol>
          {rows.length > NOTICES_PAGE && (
            <p class="centre">
              <a class="btn" href={`/notifications?before=${cursorOf(page.at(-1)!)}`}>
                {t('notices.older')}
              </a>
            </p>
          )}
        </section>
        <aside class="flow" aria-labelledby="pace">
          <h2 id="pace">{t('notices.pace')}</h2>
          <ul class="rows tight">
            {(
              [
                ['/notifications/settings', 'notices.change'],
                ['/notifications/devices', 'push.title'],
                ['/following', 'follows.all'],
              ] as const
            ).map(([path, name]) => (
              <li key={path}>
                <a href={path}>{t(name)}</a>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    ),
  });
}

/** What somebody wrote is told under their face. */
const SPOKEN = ['reply', 'mention', 'called', 'post', 'thread'] as const;
const isSpoken = <R extends NoticeRow>(row: R): row is R & { kind: (typeof SPOKEN)[number] } =>
  (SPOKEN as readonly string[]).includes(row.kind);

const MEETINGS = ['event_seat', 'event_changed', 'event_cancelled', 'event_restored', 'event_soon'] as const;
type OfMeeting = (typeof MEETINGS)[number];
const isOfMeeting = <R extends NoticeRow>(row: R): row is R & { kind: OfMeeting } => (MEETINGS as readonly string[]).includes(row.kind);
/** Of some place, and nobody in particular. */
const PLAIN = [
  'report_upheld',
  'report_refused',
  'moved',
  'reminder',
  'event_recap',
  'idea_turned',
  'idea_merged',
  'asked',
  'thanks',
  'welcomed',
  'testimony_asked',
  'testimony_decided',
  'testimony_withdrawn',
] as const;
const isPlain = <R extends NoticeRow>(row: R): row is R & { kind: (typeof PLAIN)[number] } => PLAIN.some((kind) => kind === row.kind);

/** What takes something from its author has its words; all else gives it back, or leaves it. */
const TAKES: Partial<Record<Verdict, MessageKey>> = {
  reject: 'notices.rejected',
  hide: 'notices.hidden',
  ask_edit: 'notices.editAsked',
  take_out: 'notices.takenOut',
};

function Notice({ c, t, row, decision }: { c: Context<Env>; t: Translate; row: NoticeGroup; decision: Decision | undefined }) {
  const { site, locale, deps } = c.var;
  const place = placeOf(row);
  const named = place ? 'yes' : 'no';
  const takes = decision && TAKES[decision.verdict];
  const photo = photoUrl(deps.config, site!, row.authorPhoto);
  const author = { id: row.authorUid, name: row.authorName, ...(photo && { photo }) };
  const Where = ({ children }: { children?: ComponentChildren }) => <a href={`/notifications/${row.uid}`}>{children ?? place}</a>;
  return (
    <>
      {isSpoken(row) ? <Face author={author} /> : <Face author={{ id: site!.key, name: site!.settings.name }} />}
      <div>
        {!row.readAt && <span class="sr">{t('notices.unread')} </span>}
        {isSpoken(row) && row.count > 1 && (
          <p>
            {t(`notices.many.${row.kind === 'reply' ? 'reply' : 'post'}`, { n: row.count, names: sayNames(t, row.names), named })}{' '}
            {place ? <Where /> : <Where>{t('notices.open')}</Where>}
          </p>
        )}
        {row.kind === 'reactions' && (
          <p>
            {t('notices.reactions', { n: countOf(row), named })} {place ? <Where /> : <Where>{t('notices.mail.reactionsLink')}</Where>}
          </p>
        )}
        {isSpoken(row) && row.count === 1 && (
          <p>
            <strong>{row.authorName}</strong> {t(`notices.said.${row.kind}`, { named })}{' '}
            {place ? <Where /> : <Where>{t('notices.open')}</Where>}
          </p>
        )}
        {isOfDesk(row) && (
          <p>
            {t(`notices.${row.kind}`)} <Where>{t('notices.toDesk')}</Where>
          </p>
        )}
        {isPlain(row) && (
          <p>
            {t(`notices.${row.kind}`, { named })} {place ? <Where /> : <Where>{t('notices.mail.decisionLink')}</Where>}
          </p>
        )}
        {row.kind === 'badge' && (
          <p>
            {t('notices.badge')} <Where>{t('notices.mail.badgeLink')}</Where>
          </p>
        )}
        {row.kind === 'thanks' && row.thanks?.word && <p>{t('notices.word', { word: row.thanks.word })}</p>}
        {isOfMeeting(row) && (
          <p>
            {t(`notices.${row.kind}`, { date: dateOfMeeting(row, locale) })} <Where />
          </p>
        )}
        {row.kind === 'decision' && takes && (
          <p>
            {t(takes, { number: decision?.ruleNumber ?? 0, title: decision?.ruleTitle ?? '' })} <Where>{t('notices.decision')}</Where>
          </p>
        )}
        {row.kind === 'decision' && !takes && (
          <p>
            {t('notices.published', { named })} {place ? <Where /> : <Where>{t('notices.mail.decisionLink')}</Where>}
          </p>
        )}
        {isQuotable(row) && <p class="meta clip">{shorten(textOf(row.html), EXCERPT)}</p>}
        <p class="meta">
          <time dateTime={row.createdAt.toISOString()}>{momentOf(locale, row.createdAt, site!.timeZone)}</time>
        </p>
      </div>
    </>
  );
}
