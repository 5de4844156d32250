import type { ChangeWire } from '../threads/wire.ts';

/** What the process tells itself, and others on the same database (across.ts), after a commit. Losing one costs a delay, never data: clients catch up by number. */
export type Events = {
  'thread.changed': { threadId: number; place: string; seq: number; kind: ChangeWire['kind'] };
  /** Something only its author and the staff may see. */
  'post.settled': { postId: number; place: string; authorId: number };
  'case.opened': CaseFact;
  'case.changed': CaseFact;
  'case.decided': CaseFact;
  /** Whose it is to decide has changed, or for how long: nothing of what there is to decide. */
  'case.claimed': CaseFact;
  /** Who has it before their eyes at one process; it says so again while they do (realtime/readings.ts). */
  'case.read': CaseFact & { node: string; memberIds: number[] };
  /** A case came to somebody, or went from them: how many are theirs. */
  'case.assigned': { siteId: number; memberId: number };
  /** Something of the newsroom's calendar, by its id outside. */
  'calendar.changed': { siteId: number; item: string };
  /** Something of a site's inbox, beside what the change of a thread brings. */
  'inbox.changed': { siteId: number };
  'session.ended': { sessionId: string };
  /** A member has something to read: their bell rings. */
  'notice.added': { memberId: number };
  /** It goes by another id: its secret was changed. */
  'session.renewed': { from: string; to: string };
  /** What pages show of a member is another: their name, face, title or badges. */
  'member.changed': { memberId: number };
  /** What somebody may do on their site is no longer what it was. */
  'rights.changed': { memberId: number };
  /** A site is its newsroom's alone from now on. */
  'site.shut': { siteId: number };
  /** Another process said something: whatever it was about is no longer what it was. */
  'events.heard': Record<string, never>;
  /** What other processes said for a while did not arrive: nobody knows what. */
  'events.missed': Record<string, never>;
};
type CaseFact = { siteId: number; caseId: number };

type Handler<E extends keyof Events> = (event: Events[E]) => unknown;

export type Bus = {
  on<E extends keyof Events>(name: E, handler: Handler<E>): void;
  emit<E extends keyof Events>(name: E, event: Events[E]): void;
};

/** Handlers run on their own time: whoever emits neither waits for them nor hears of their errors, `onError` does. */
export function createBus(onError: (error: unknown, name: string) => void): Bus {
  const handlers = new Map<string, ((event: never) => unknown)[]>();
  return {
    on: (name, handler) => void handlers.set(name, [...(handlers.get(name) ?? []), handler as (event: never) => unknown]),
    emit: (name, event) => {
      for (const handler of handlers.get(name) ?? []) {
        Promise.resolve(event as never)
          .then(handler)
          .catch((error: unknown) => onError(error, name));
      }
    },
  };
}
