// What one has begun to write follows to another device: once somebody is known, the server keeps it too.
import type { DraftsWire, DraftTaken, DraftWire, KeptDraft } from '#server/drafts/wire.ts';
import { ApiFailure, type Api } from './api.ts';
import type { Draft, Drafts } from './drafts.ts';
import type { Sender } from './send.ts';

/** Milliseconds of quiet after which what is kept here is kept there. */
const QUIET = 2000;

type Kept = Draft & { text: string };
type Asked = {
  api: Api;
  send: Sender;
  /** Where the conversation is, as the API names it; null while nobody is known. */
  where(): Record<string, string> | null;
  /** A text came from elsewhere: it is to be seen. */
  show(name: Name, draft: Draft): void;
};
type Name = Parameters<Drafts['read']>[0];

export type SyncedDrafts = Drafts & {
  /** Somebody is known: what they began elsewhere comes, what they began here goes. */
  join(): Promise<void>;
};

export function syncDrafts(local: Drafts, { api, send, where, show }: Asked): SyncedDrafts {
  const waiting = new Map<Name, ReturnType<typeof setTimeout>>();

  function keep(name: Name, draft: Draft) {
    const known = local.read(name);
    if (isSend(name)) return local.keep(name, draft);
    const dirty = known?.text !== draft.text || known.dirty || known.version === undefined;
    local.keep(name, { ...draft, ...(known?.version !== undefined && { version: known.version }), ...(dirty && { dirty }) });
    if (dirty) soon(name);
  }

  function drop(name: Name) {
    const known = local.read(name);
    clearTimeout(waiting.get(name));
    local.drop(name);
    if (known?.version !== undefined) giveUp(name, known.version);
  }

  function giveUp(name: Name, version: number) {
    const at = where();
    if (at) void send('DELETE', `${addressOf(name, at)}&version=${version}`).catch(() => {});
  }

  function soon(name: Name) {
    clearTimeout(waiting.get(name));
    waiting.set(
      name,
      setTimeout(() => void push(name), QUIET),
    );
  }

  /** What cannot go now goes with what is typed next. */
  async function push(name: Name) {
    const draft = local.read(name);
    const at = where();
    if (!draft?.dirty || !at) return;
    try {
      const { version } = await send<KeptDraft>('PUT', addressOf(name, at), { source: draft.text, version: draft.version ?? 0 });
      settle(name, draft, version);
    } catch (error) {
      const { draft: theirs } = (error instanceof ApiFailure ? takenOf(error) : null) ?? {};
      if (theirs) meet(name, theirs);
    }
  }

  /** Typed on meanwhile, it waits for its turn; sent or given up meanwhile, it is to go there too. */
  function settle(name: Name, sent: Kept, version: number) {
    const now = local.read(name);
    if (!now) return giveUp(name, version);
    const { dirty: _, ...rest } = now;
    local.keep(name, { ...rest, version, ...(now.text !== sent.text && { dirty: true }) });
  }

  /** Two devices, two texts: neither is lost. What is under the hand stays where it is, the other follows. */
  function meet(name: Name, { source, version, at }: DraftWire) {
    const mine = local.read(name);
    const both = !mine?.dirty || source.includes(mine.text) ? source : mine.text.includes(source) ? mine.text : `${mine.text}\n\n${source}`;
    const met: Draft = { text: both, at: Date.parse(at), version, ...(both !== source && { dirty: true }) };
    local.keep(name, met);
    if (both !== mine?.text) show(name, met);
    if (met.dirty) soon(name);
  }

  async function join() {
    const at = where();
    if (!at) return;
    const { drafts } = await api.get<DraftsWire>('drafts', at);
    for (const theirs of drafts) if (local.read(theirs.name as Name)?.version !== theirs.version) meet(theirs.name as Name, theirs);
    const there = new Set(drafts.map(({ name }) => name));
    for (const [name, draft] of local.all()) {
      if (isSend(name)) continue;
      if (draft.dirty || draft.version === undefined) keep(name, { ...draft, dirty: true });
      // Sent from elsewhere, or given up there.
      else if (!there.has(name)) local.drop(name);
    }
  }

  return { ...local, keep, drop, join };
}

const isSend = (name: Name) => name.startsWith('send:');
const addressOf = (name: Name, at: Record<string, string>) => `drafts/${encodeURIComponent(name)}?${new URLSearchParams(at).toString()}`;
const takenOf = ({ body }: ApiFailure) => (body as { error?: { details?: Partial<DraftTaken> } } | undefined)?.error?.details ?? null;
