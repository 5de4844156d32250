import type { Context } from 'hono';
import { Consent } from '../accounts/Consent.tsx';
import { Form, type Problem, type Typed } from '../accounts/form.tsx';
import type { Rule } from '../charter/queries.ts';
import type { Env } from '../http/who.ts';
import { dateOf } from '../i18n/translate.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { InvitationFacts } from './InvitationFacts.tsx';
import { isOver, isRunning } from './policy.ts';
import { titleOf } from './present.ts';
import type { Invitation, InvitationThread } from './queries.ts';
import type { questionsFor } from './questions.ts';

type Question = Awaited<ReturnType<typeof questionsFor>>[number] & {
  /** Makes sending its form twice writing once. */
  clientId: string;
};

export type InvitedView = {
  now: Date;
  invitations: Invitation[];
  threads: InvitationThread[];
  /** The charter, where they have not accepted it yet. */
  rules: Rule[];
  /** Those they answered are shown, instead of those that wait. */
  answered: boolean;
  /** The query of this page, which its forms come back to. */
  here: string;
  /** null while no invitation runs. */
  counts: { waiting: number; answered: number } | null;
  questions: Question[];
  next: string | null;
  /** What they have just written. */
  written: { uid: string; state: string } | null;
};

/** What was typed and what is wrong with it; `at`: the question, or the invitation, whose form it was. */
export type Again = { typed: Typed; problem: Problem; at: string };

type Props = { c: Context<Env>; view: InvitedView; again?: Again | undefined };

/** What waits for an answer, then what runs, the soonest to end first; what is past comes last, the latest first. */
export function InvitedPage({ c, view, again }: Props) {
  const t = wordsOf(c);
  const { invitations, counts, written, now } = view;
  const [past, ahead] = [invitations.filter((one) => isPast(one, now)), invitations.filter((one) => !isPast(one, now))];
  ahead.sort((one, other) => endOf(one) - endOf(other));
  return (
    <div class="invited flow">
      <h1>{t('invited.title')}</h1>
      {written && (
        <output class="note">
          {t(written.state === 'published' ? 'invited.published' : 'invited.held')}{' '}
          {written.state === 'published' && <a href={`/p/${written.uid}`}>{t('invited.seeIt')}</a>}
        </output>
      )}
      {again?.typed.source && !view.questions.some(({ uid }) => uid === again.at) && <Kept c={c} again={again} />}
      {invitations.length === 0 && <p>{t('invited.none')}</p>}
      {ahead
        .filter((one) => !isRunning(one, now))
        .map((invitation) => (
          <Pending key={invitation.uid} {...{ c, view, again, invitation }} />
        ))}
      {counts && <Questions {...{ c, view, again }} counts={counts} />}
      {ahead
        .filter((one) => isRunning(one, now))
        .map((invitation) => (
          <Running key={invitation.uid} {...{ c, view, again, invitation }} />
        ))}
      {past.map((invitation) => (
        <Pending key={invitation.uid} {...{ c, view, again, invitation }} />
      ))}
    </div>
  );
}

const isPast = (one: Invitation, now: Date) => one.state === 'revoked' || isOver(one, now);
const endOf = ({ endsAt }: Invitation) => endsAt?.getTime() ?? Infinity;

/** An answer whose question is no longer theirs to answer: not a word of it is lost. */
function Kept({ c, again: { problem, typed } }: { c: Context<Env>; again: Again }) {
  return (
    <div class="note bad flow" role="alert">
      <p>
        <strong>{problem.note}</strong>
      </p>
      <Area id="kept" name="kept" label={wordsOf(c)('invited.kept')} value={typed.source} fault={undefined} rows={8} />
    </div>
  );
}

/** One that waits for an answer or for its day, or that is past. */
function Pending({ c, view, again, invitation }: Props & { invitation: Invitation }) {
  const t = wordsOf(c);
  const { uid, state, inviter } = invitation;
  const over = state === 'revoked' ? 'revoked' : isOver(invitation, view.now) ? 'over' : state;
  const answerable = over === 'sent' || over === 'proposed' || over === 'declined';
  return (
    <section class="flow" aria-labelledby={`i-${uid}`}>
      <h2 id={`i-${uid}`}>{t('invited.from', { inviter: inviter.name })}</h2>
      <p class="note">{t(`invited.state.${over}`, { inviter: inviter.name })}</p>
      {(answerable || over === 'accepted') && <InvitationFacts c={c} invitation={invitation} threads={threadsIn(view, invitation)} />}
      {answerable && <Answers {...{ c, view, again, invitation }} />}
      {over === 'accepted' && <Decline {...{ c, again, invitation }} />}
    </section>
  );
}

function Running({ c, view, again, invitation }: Props & { invitation: Invitation }) {
  const t = wordsOf(c);
  const { uid, inviter } = invitation;
  return (
    <section class="flow" aria-labelledby={`i-${uid}`}>
      <h2 id={`i-${uid}`}>{t('invited.from', { inviter: inviter.name })}</h2>
      <InvitationFacts c={c} invitation={invitation} threads={threadsIn(view, invitation)} />
      <Decline {...{ c, again, invitation }} />
    </section>
  );
}

const threadsIn = ({ threads }: InvitedView, { id }: Invitation) => threads.filter(({ invitationId }) => invitationId === id);

type AnswerProps = { c: Context<Env>; again?: Again | undefined; invitation: Invitation };

function Answers({ c, view, again, invitation }: AnswerProps & { view: InvitedView }) {
  const t = wordsOf(c);
  const { uid, state } = invitation;
  const mine = again?.at === uid ? again : undefined;
  return (
    <>
      <Form action={`/invited/${uid}`} problem={mine?.typed.act === 'accept' ? mine.problem : undefined}>
        <input type="hidden" name="act" value="accept" />
        <Consent t={t} rules={view.rules} problem={mine?.problem} />
        <button class="btn main">{t('invited.accept')}</button>
      </Form>
      <Act {...{ c, invitation, again }} act="propose" field="proposal" />
      {state !== 'declined' && <Decline {...{ c, again, invitation }} />}
    </>
  );
}

const Decline = (props: AnswerProps) => <Act {...props} act="decline" field="word" />;

/** An answer that takes some words, folded until wanted. */
function Act({ c, again, invitation: { uid }, act, field }: AnswerProps & { act: 'propose' | 'decline'; field: 'proposal' | 'word' }) {
  const t = wordsOf(c);
  const mine = again?.at === uid && again?.typed.act === act ? again : undefined;
  return (
    <details open={mine !== undefined}>
      <summary>{t(`invited.${act}`)}</summary>
      <Form action={`/invited/${uid}`} problem={mine?.problem}>
        <input type="hidden" name="act" value={act} />
        <Area
          id={`${field}-${uid}`}
          name={field}
          label={t(`invited.${field}`)}
          value={mine?.typed[field]}
          fault={mine?.problem.fields[field]}
        />
        <button class="btn">{t(`invited.${act}Go`)}</button>
      </Form>
    </details>
  );
}

function Questions({ c, view, again, counts }: Props & { counts: { waiting: number; answered: number } }) {
  const t = wordsOf(c);
  const { questions, answered, next } = view;
  return (
    <section class="flow" aria-labelledby="questions">
      <h2 id="questions">{t('invited.questions')}</h2>
      <nav class="choices" aria-label={t('invited.questions')}>
        <a href="/invited" aria-current={answered ? undefined : 'page'}>
          {t('invited.waiting', { n: counts.waiting })}
        </a>
        <a href="/invited?answered" aria-current={answered ? 'page' : undefined}>
          {t('invited.answered', { n: counts.answered })}
        </a>
      </nav>
      {questions.length === 0 && <p class="meta">{t(answered ? 'invited.noneAnswered' : 'invited.noneWaiting')}</p>}
      <ol class="rows">
        {questions.map((question) => (
          <QuestionItem key={question.uid} {...{ c, view, again, question }} />
        ))}
      </ol>
      {next && <a href={`/invited?${answered ? 'answered&' : ''}after=${next}`}>{t('invited.more')}</a>}
    </section>
  );
}

function QuestionItem({ c, view, again, question }: Props & { question: Question }) {
  const t = wordsOf(c);
  const { uid, author, createdAt, place, replies, votes, html, clientId } = question;
  const thread = view.threads.find(({ thread: { id } }) => id === question.threadId)!;
  const mine = again?.at === uid ? again : undefined;
  return (
    <li id={`q-${uid}`} class="flow">
      <p class="meta">
        <span id={`by-${uid}`}>{author}</span>
        <time dateTime={createdAt.toISOString()}>{dateOf(c.var.locale, createdAt, zoneOf(c))}</time>
        <a href={`/p/${uid}`}>{t('invited.place', { title: titleOf(thread), n: place })}</a>
        {votes > 0 && <strong>{t('vote.count', { n: votes })}</strong>}
        <span>{t('invited.replies', { n: replies })}</span>
      </p>
      <div class="text" dangerouslySetInnerHTML={{ __html: html }} />
      <details open={mine !== undefined}>
        <summary>{t(view.answered ? 'invited.replyAgain' : 'invited.reply')}</summary>
        <Form action={`/invited/answers${view.here}`} problem={mine?.problem}>
          <input type="hidden" name="parent" value={uid} />
          <input type="hidden" name="clientId" value={mine?.typed.clientId ?? clientId} />
          <Area
            id={`a-${uid}`}
            name="source"
            label={t('invited.yourAnswer', { author })}
            value={mine?.typed.source}
            fault={mine?.problem.fields.source}
            rows={6}
          />
          <button class="btn main">{t('invited.publish')}</button>
        </Form>
      </details>
    </li>
  );
}

type AreaProps = { id: string; name: string; label: string; value: string | undefined; fault: string | undefined; rows?: number };

/** Many of a name may stand on one page: each has an id of its own. */
function Area({ id, name, label, value, fault, rows = 3 }: AreaProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={rows}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${id}-err` : undefined}
      >
        {value}
      </textarea>
      {fault && <p id={`${id}-err`}>{fault}</p>}
    </div>
  );
}
