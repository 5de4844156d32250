// What is done now and then, fetched when it first is.
import type { Composing } from './composing.ts';
import { openHolding } from './holding.ts';
import { mark, type Mark } from './markdown.ts';
import { openPolling } from './polling.ts';
import { problemOf } from './problem.ts';
import { openReacting } from './reacting.ts';
import { Report } from './thread/Report.tsx';
import type { Actions, ReportView } from './thread/view.ts';
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
  | 'mark';

export function openActs(pen: RarePen, composing: Composing): { on: Pick<Actions, Seldom> } {
  const { talk, t, send, session, own, refresh } = pen;
  const { frame } = talk;
  const say = (said: string) => talk.look({ said });
  const react = openReacting(pen);
  const vote = openVoting(pen);
  const poll = openPolling(pen);
  const live = openHolding(pen);
  talk.set({ parts: { ...talk.parts, Report } });

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

  /** What they had begun to write is where the keyboard goes on. */
  async function acknowledge(statement: string) {
    try {
      await send('POST', `warnings/${statement}/acknowledgement`);
      await refresh();
      composing.forgive('warning_unread');
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

  return {
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
