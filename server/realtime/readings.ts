import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';

/** Milliseconds between two words of a process whose readers stay. */
export const AGAIN_MS = 15_000;
/** Milliseconds for which a process is believed: one word of it may be lost, and of one that died nobody is there a minute later. */
const LASTS_MS = 40_000;

export type Reading = { siteId: number; caseId: number; memberId: number };
export type Readings = ReturnType<typeof shareReadings>;

/**
 * Who has which case before their eyes, at all processes: each says of a case who reads it there, when that changes and again while
 * it lasts, and forgets what another said too long ago, by its own clock (docs/decisions/035). `here`: who reads at this one.
 * `tell`: it has changed, one case after the other.
 */
export function shareReadings(
  { bus, now, log }: Pick<Deps, 'bus' | 'now' | 'log'>,
  { here, tell, againMs }: { here: () => Reading[]; tell: (caseId: number, memberIds: number[]) => Promise<void>; againMs: number },
) {
  const self = randomUUID();
  const said = new Map<string, { node: string; siteId: number; caseId: number; memberIds: number[]; until: number }>();
  let turn = Promise.resolve();

  const holds = ({ node, until }: { node: string; until: number }) => node === self || until > now().getTime();
  const readersOf = (caseId: number) => [
    ...new Set([...said.values()].filter((one) => one.caseId === caseId && holds(one)).flatMap(({ memberIds }) => memberIds)),
  ];
  /** As it is when its turn comes, so that the last that is told is the last that is so. */
  const tellInTurn = (caseId: number) =>
    (turn = turn
      .then(() => tell(caseId, readersOf(caseId)))
      .catch((error: unknown) => log.error({ err: error }, 'telling who reads a case failed')));

  bus.on('case.read', ({ node, siteId, caseId, memberIds }) => {
    const [key, before] = [`${node} ${caseId}`, String(readersOf(caseId))];
    if (memberIds.length === 0) said.delete(key);
    else said.set(key, { node, siteId, caseId, memberIds, until: now().getTime() + LASTS_MS });
    if (String(readersOf(caseId)) !== before) return tellInTurn(caseId);
  });

  function say({ siteId, caseId }: { siteId: number; caseId: number }) {
    const memberIds = here().flatMap((one) => (one.caseId === caseId ? one.memberId : []));
    bus.emit('case.read', { node: self, siteId, caseId, memberIds: [...new Set(memberIds)] });
  }

  const again = setInterval(() => {
    for (const [key, one] of said) {
      if (one.node === self) say(one);
      if (holds(one)) continue;
      said.delete(key);
      void tellInTurn(one.caseId);
    }
  }, againMs);
  return {
    say,
    /** What is read now on a site, and by whom. */
    on: (siteId: number) => {
      const cases = [...said.values()].flatMap((one) => (one.siteId === siteId ? one.caseId : []));
      return [...new Set(cases)]
        .map((caseId) => ({ caseId, memberIds: readersOf(caseId) }))
        .filter(({ memberIds }) => memberIds.length > 0);
    },
    stop: () => clearInterval(again),
  };
}
