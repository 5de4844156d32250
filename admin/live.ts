import type { InboxEvent } from '#server/inbox/wire.ts';
import type { CaseEvent, ClaimEvent, MineEvent, ReadersEvent } from '#server/cases/wire.ts';
import { enter, openLine } from '#widget/line.ts';

export type LiveHandlers = {
  event: (event: CaseEvent) => void;
  claim: (event: ClaimEvent) => void;
  readers: (event: ReadersEvent) => void;
  mine: (event: MineEvent) => void;
  inbox: (event: InboxEvent) => void;
  /** In the room, at first and after each reconnection: whatever happened before this was missed. */
  joined: () => void;
  lost: () => void;
  /** What may be done here has changed, or the session has ended. */
  rights: () => void;
};

export type Live = {
  /** Tells colleagues which case is before one's eyes; null: none. */
  reading: (id: string | null) => void;
  close: () => void;
};

/** Listens to what happens at the desk, until it is closed. */
export function listenToDesk({ event, claim, readers, mine, inbox, joined, lost, rights }: LiveHandlers): Live {
  const line = openLine(location.origin);
  let read: string | null = null;
  const tell = () => line.emit('reading', { case: read });
  const asking = enter(line, ['desk'], ({ error }) => {
    if (error) return lost();
    joined();
    if (read) tell();
  });
  line.on('rights', () => (rights(), asking.ask()));
  line.on('case', event);
  line.on('claim', claim);
  line.on('readers', readers);
  line.on('mine', mine);
  line.on('inbox', inbox);
  line.on('lost', (shownOut: boolean) => {
    lost();
    if (shownOut) rights();
  });
  return {
    reading: (id) => {
      if (id === read) return;
      read = id;
      tell();
    },
    close: line.close,
  };
}
