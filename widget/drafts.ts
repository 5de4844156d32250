import type { ComposerKey } from './thread/view.ts';

/** A composer's text, or a post on its way, under its client id. */
type DraftKey = ComposerKey | `send:${string}`;

/** What was typed and is not published yet. Kept only once somebody typed. */
export type Draft = {
  text: string;
  at: number;
  /** Of a post on its way. */
  parent?: string | null;
  voice?: string;
  /** Its author left to sign in: it is to be sent at their return. */
  leftAt?: number;
  /** The server's version that it grew from; none where the server has not seen it. */
  version?: number;
  /** Typed since. */
  dirty?: boolean;
};

export type Drafts = {
  all(): [DraftKey, Draft][];
  read(name: DraftKey): Draft | null;
  keep(name: DraftKey, draft: Draft): void;
  drop(name: DraftKey): void;
};

/** A browser may refuse storage: then a draft lives as long as its page. */
export function draftsOf(place: string, storage: Storage | null): Drafts {
  const prefix = `terrasse:draft:${place}:`;
  const read = (name: DraftKey) => parse(attempt(() => storage?.getItem(prefix + name)));
  return {
    all: () =>
      Object.keys(storage ?? {}).flatMap((key) => {
        const name = key.slice(prefix.length) as DraftKey;
        const draft = key.startsWith(prefix) ? read(name) : null;
        return draft ? [[name, draft] as [DraftKey, Draft]] : [];
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
