import type { ComposerKey } from './thread/view.ts';

/** What was typed and not published yet. Kept only once somebody typed. */
export type Draft = {
  text: string;
  at: number;
  /** Sent once under this id: sending it again, unchanged, makes no second post. */
  clientId?: string;
  /** Waits for its author to come back from signing in. */
  sendSince?: number;
};

export type Drafts = {
  all(): [ComposerKey, Draft][];
  read(name: ComposerKey): Draft | null;
  keep(name: ComposerKey, draft: Draft): void;
  drop(name: ComposerKey): void;
};

/** A browser may refuse storage: then a draft lives as long as its page. */
export function draftsOf(place: string, storage: Storage | null): Drafts {
  const prefix = `terrasse:draft:${place}:`;
  const read = (name: ComposerKey) => parse(attempt(() => storage?.getItem(prefix + name)));
  return {
    all: () =>
      Object.keys(storage ?? {}).flatMap((key) => {
        const name = key.slice(prefix.length) as ComposerKey;
        const draft = key.startsWith(prefix) ? read(name) : null;
        return draft ? [[name, draft] as [ComposerKey, Draft]] : [];
      }),
    read,
    keep: (name, draft) => attempt(() => storage?.setItem(prefix + name, JSON.stringify(draft))),
    drop: (name) => attempt(() => storage?.removeItem(prefix + name)),
  };
}

function parse(stored: string | null | undefined): Draft | null {
  const draft = stored ? (attempt(() => JSON.parse(stored) as Draft) ?? null) : null;
  return typeof draft?.text === 'string' ? draft : null;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
