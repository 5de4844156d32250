// A picture for what is being written.
import { h } from './drawing.ts';
import type { Composing } from './composing.ts';
import type { ErrorBody } from '#server/wire.ts';
import { PicturePanel, type PictureActs, type Said } from './thread/PicturePanel.tsx';
import type { ComposerKey, PictureView } from './thread/view.ts';
import { ApiFailure } from './api.ts';
import { refusalOf, UploadFailure, uploadPicture } from './uploading.ts';
import type { RarePen } from './writing.ts';

export function openPicturing({ talk, t }: RarePen, composing: Composing) {
  const { frame, api } = talk;
  const under = new Map<ComposerKey, AbortController>();
  const look = (name: ComposerKey, changes: Partial<PictureView>) => {
    const { picture } = composing.viewOf(name);
    if (picture) composing.change(name, { picture: { ...picture, ...changes } });
  };
  const focus = (id: string) => frame.root.getElementById(id)?.focus();

  /** One at a time: another takes its place. That it is on its way is seen already (writing.ts). */
  async function take(name: ComposerKey, file: File) {
    under.get(name)?.abort();
    const stop = new AbortController();
    under.set(name, stop);
    const refusal = refusalOf(file, talk.state!.viewer!);
    if (refusal) return look(name, { problem: t(refusal.key, { max: refusal.max }) });
    try {
      const site = talk.state!.site.key;
      const onProgress = (share: number) => look(name, { share });
      const sent = await uploadPicture({ api, origin: frame.origin, site, file, signal: stop.signal, onProgress });
      look(name, { sent });
      focus('picture-alt');
    } catch (error) {
      if (!stop.signal.aborted) look(name, { problem: wordsOf(error) });
    }
  }

  function wordsOf(error: unknown): string {
    if (!(error instanceof UploadFailure)) throw error;
    return error.message || t(error.status === 0 ? 'problem.unreachable' : 'problem.other');
  }

  async function place(name: ComposerKey, { alt, credit, captions, language }: Said) {
    const { sent } = composing.viewOf(name).picture!;
    if (!alt) {
      look(name, { wordless: true });
      return focus('picture-alt');
    }
    const fault = captions && (await caption(sent!.id, captions, language));
    if (fault) {
      look(name, { fault });
      return focus('picture-captions');
    }
    composing.change(name, { picture: null });
    composing.put(name, lineOf(sent!.id, alt, credit));
  }

  /** What is wrong with them; null once they are there. */
  async function caption(id: string, file: File, language: string): Promise<string | null> {
    try {
      const query = new URLSearchParams({ site: talk.state!.site.key, language });
      await api.call(`media/${id}/captions?${query.toString()}`, { method: 'PUT', headers: { 'content-type': 'text/vtt' }, body: file });
      return null;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      const { fields, message } = (error.body as ErrorBody | undefined)?.error ?? {};
      return fields?.captions ?? message ?? t('problem.unreachable');
    }
  }

  const acts: PictureActs = {
    place: (name, said) => void place(name, said),
    drop(name) {
      under.get(name)?.abort();
      composing.change(name, { picture: null });
      composing.field(name)?.focus();
    },
  };

  talk.set({ parts: { ...talk.parts, PicturePanel: (props) => h(PicturePanel, { ...props, acts }) } });
  return { take };
}

/** What markdown/render.ts of the server reads as a picture. */
const lineOf = (id: string, alt: string, credit: string) =>
  `![${plain(alt, /[[\]\n]/g)}](media:${id}${credit ? ` "${plain(credit, /["\n]/g)}"` : ''})`;
const plain = (words: string, signs: RegExp) => words.replace(signs, ' ').trim();
