// A picture for what is being written.
import { h } from 'preact';
import type { Composing } from './composing.ts';
import { PicturePanel, type PictureActs } from './thread/PicturePanel.tsx';
import type { ComposerKey, PictureView } from './thread/view.ts';
import { KINDS, MAX_BYTES, UploadFailure, uploadPicture } from './uploading.ts';
import type { Pen } from './writing.ts';

export function openPicturing({ talk, t }: Pen, composing: Composing) {
  const { frame, api } = talk;
  const under = new Map<ComposerKey, AbortController>();
  const look = (name: ComposerKey, changes: Partial<PictureView>) => {
    const { picture } = composing.viewOf(name);
    if (picture) composing.change(name, { picture: { ...picture, ...changes } });
  };
  const focus = (id: string) => frame.root.getElementById(id)?.focus();

  /** One at a time: another takes its place. */
  async function take(name: ComposerKey, file: File) {
    under.get(name)?.abort();
    const stop = new AbortController();
    under.set(name, stop);
    composing.change(name, { picture: { name: file.name, share: 0, sent: null, problem: null, wordless: false } });
    const refusal = refusalOf(file);
    if (refusal) return look(name, { problem: refusal });
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

  function refusalOf({ type, size }: File): string | null {
    if (!KINDS.includes(type)) return t('picture.unknown');
    return size > MAX_BYTES ? t('picture.tooLarge', { max: MAX_BYTES / 1024 / 1024 }) : null;
  }

  function wordsOf(error: unknown): string {
    if (!(error instanceof UploadFailure)) throw error;
    return error.message || t(error.status === 0 ? 'problem.unreachable' : 'problem.other');
  }

  const acts: PictureActs = {
    place(name, alt, credit) {
      const { sent } = composing.viewOf(name).picture!;
      if (!alt) {
        look(name, { wordless: true });
        return focus('picture-alt');
      }
      composing.change(name, { picture: null });
      composing.put(name, lineOf(sent!.id, alt, credit));
    },
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
