import { useEffect } from 'preact/hooks';
import type { DeskWire } from '#server/desk/wire.ts';
import type { MediationsWire } from '#server/mediations/wire.ts';
import { api } from '../api.ts';
import type { Route } from '../route.ts';
import { useAgain } from '../use-again.ts';
import { useLoad } from '../use-load.ts';

const LOOK_AGAIN = 60_000; // ms

/** In how many rooms of one's own somebody said something that one has not read. */
export function useSaid({ can }: DeskWire, route: Route): number {
  const mediates = can.includes('mediations');
  const { value, reload } = useLoad<MediationsWire | null>(() =>
    mediates ? api.get<MediationsWire>('/mediations') : Promise.resolve(null),
  );
  useAgain(mediates, LOOK_AGAIN, reload);
  const here = route.screen === 'mediations' ? route.at : null;
  useEffect(reload, [route.screen, here]);
  return value?.mediations.filter(({ mine, unread, id }) => mine && unread && id !== here).length ?? 0;
}
