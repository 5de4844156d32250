// What is done now and then, fetched when it first is.
import type { PostAnswer } from '#server/posts/wire.ts';
import { targetOf, type Composing } from './composing.ts';
import { openHolding } from './holding.ts';
import { mark, type Mark } from './markdown.ts';
import { openPolling } from './polling.ts';
import { problemOf } from './problem.ts';
import { openReacting } from './reacting.ts';
import { isSignedOut } from './sending.ts';
import { ownWords, quotation } from './thread/quotation.ts';
import { Confirm } from './thread/Confirm.tsx';
import { Report } from './thread/Report.tsx';
import type { Actions, ComposerKey, FailureCode, ReportView } from './thread/view.ts';
import { openVoting } from './voting.ts';
import type { RarePen } from './writing.ts';

export type Seldom =
  | 'react'
  | 'vote'
  | 'poll'
  | 'pin'
  | 'pause'
  | 'ignore'
  | 'acknowledge'
  | 'putWelcomeAway'
  | 'report'
  | 'sendReport'
  | 'closeReport'
  | 'remove'
  | 'mark'
  | 'confirm'
  | 'quote'
  | 'preview';

type Acts = {
  on: Pick<Actions, Seldom>;
  saveEdit(name: ComposerKey): Promise<void>;
};

export function openActs(pen: RarePen, composing: Composing): Acts {
  const { talk, t, send, session, own, refresh } = pen;
  const { frame } = talk;
  const say = (said: string) => talk.look({ said });
  const react = openReacting(pen);
  const vote = openVoting(pen);
  const poll = openPolling(pen);
  const live = openHolding(pen);
  talk.set({ parts: { ...talk.parts, Report, Confirm } });

  async function remove(id: string) {
    try {
      await send('DELETE', `posts/${id}`);
      talk.look({ confirm: null, said: t('done.deleted') });
      own({ ...talk.state!.posts[id]!, state: 'deleted', author: null, html: '', own: null });
      frame.root.getElementById('title')?.focus();
    } catch {
      talk.look({ confirm: null, said: t('problem.other') });
    }
  }

  /** What stood against sending is gone. */
  function forgive(code: FailureCode) {
    const stopped = Object.entries(talk.view.composers).filter(([, { problem }]) => problem?.code === code);
    for (const [name] of stopped) composing.change(name as ComposerKey, { problem: null });
    composing.field((stopped[0]?.[0] ?? 'new') as ComposerKey)?.focus();
  }

  /** What they had begun to write is where the keyboard goes on. */
  async function acknowledge(statement: string) {
    try {
      await send('POST', `warnings/${statement}/acknowledgement`);
      await refresh();
      forgive('warning_unread');
      say(t('done.read'));
    } catch {
      say(t('problem.other'));
    }
  }

  /** What they read next is where the keyboard goes on. */
  async function putWelcomeAway() {
    try {
      await send('PUT', 'welcome', { site: talk.state!.site.key });
      await refresh();
      frame.root.querySelector<HTMLElement>('.composer textarea')?.focus();
    } catch {
      say(t('problem.other'));
    }
  }

  async function ignore(id: string) {
    const { author } = talk.state!.posts[id]!;
    const ignored = talk.state!.viewer?.ignored?.includes(author!.id);
    try {
      if (!talk.state!.viewer && !(await session.signIn({ site: talk.state!.site.key, lang: talk.lang }))) return;
      await send(ignored ? 'DELETE' : 'PUT', `ignores/${author!.id}`);
      await refresh();
      say(t(ignored ? 'done.heard' : 'done.ignored', { name: author!.name }));
      frame.root.getElementById(`p-${id}`)?.querySelector('summary')?.focus();
    } catch {
      say(t('problem.other'));
    }
  }

  async function sendReport(rule: number | null, note: string) {
    const asked = talk.view.report!;
    const show = (changes: Partial<ReportView>) => talk.look({ report: { ...asked, ...changes } });
    show({ busy: true });
    try {
      if (!talk.state!.viewer && !(await session.signIn({ site: talk.state!.site.key, lang: talk.lang }))) return show({ busy: false });
      await send('POST', `posts/${asked.post}/reports`, { ...(rule !== null && { rule }), note });
      show({ done: true });
      frame.root.querySelector<HTMLElement>('dialog .btn')?.focus();
    } catch (error) {
      show({ problem: problemOf(error) });
    }
  }

  /** Into what was last typed in, if anything is there; else into an answer to it. */
  function quote(id: string, passage: string | null) {
    const { author } = talk.state!.posts[id]!;
    const text = passage ?? ownWords(frame.root.getElementById(`p-${id}`));
    const cited = quotation({ name: author!.name, url: `${talk.state!.site.url}/p/${id}`, text }, (link) => t('quoteBy', { link }));
    composing.append(composing.inHand() ?? composing.answerTo(id), cited);
  }

  async function preview(name: ComposerKey) {
    if (composing.viewOf(name).preview !== null) return composing.change(name, { preview: null });
    const area = composing.field(name)!;
    const source = area.value.trim();
    if (!source) return area.focus();
    try {
      const { html } = await send<{ html: string }>('POST', 'preview', { source });
      composing.change(name, { preview: html, problem: null });
    } catch (error) {
      await composing.explain(name, problemOf(error));
    }
  }

  async function saveEdit(name: ComposerKey) {
    const id = targetOf(name)!;
    const source = composing.field(name)!.value.trim();
    composing.change(name, { busy: 'sending', problem: null });
    const save = () => send<PostAnswer>('PATCH', `posts/${id}`, { source, revision: talk.state!.posts[id]!.revision });
    try {
      const { post } = await save().catch(async (error: unknown) => {
        if (isSignedOut(problemOf(error).code) && (await session.refresh())) return save();
        throw error;
      });
      own(post);
      composing.cancel(name);
      say(t(post.state === 'held' ? 'done.held' : 'done.saved'));
    } catch (error) {
      await composing.explain(name, problemOf(error));
    }
  }

  return {
    saveEdit,
    on: {
      react: (id, kind) => void react(id, kind),
      vote: (id) => void vote(id),
      poll: (id, options) => void poll(id, options),
      pin: (id) => void live.pin(id),
      pause: (on) => void live.pause(on),
      ignore: (id) => void ignore(id),
      acknowledge: (statement) => void acknowledge(statement),
      putWelcomeAway: () => void putWelcomeAway(),
      remove: (id) => void remove(id),
      report: (id) => talk.look({ report: { post: id, busy: false, done: false, problem: null } }),
      sendReport: (rule, note) => void sendReport(rule, note),
      closeReport() {
        // Closed before it goes: that gives the focus back.
        frame.root.querySelector('dialog')?.close();
        talk.look({ report: null });
      },
      quote,
      preview: (name) => void preview(name),
      confirm(id) {
        const asked = id ?? talk.view.confirm;
        talk.look({ confirm: id });
        frame.root
          .getElementById(`p-${asked}`)
          ?.querySelector<HTMLElement>(id ? '.confirm button' : '.acts :is(button, a, summary)')
          ?.focus();
      },
      mark: (name, kind) => markIn(composing.field(name)!, kind, t('linkText')),
    },
  };
}

/** Typed rather than set, so that it can be undone. */
function markIn(area: HTMLTextAreaElement, kind: Mark, link: string) {
  const { start, end, put, select } = mark(kind, { text: area.value, start: area.selectionStart, end: area.selectionEnd }, { link });
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand(put ? 'insertText' : 'delete', false, put)) area.setRangeText(put, start, end);
  area.setSelectionRange(...select);
}
