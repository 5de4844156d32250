import { useEffect } from 'preact/hooks';
import type { Cases } from './use-cases.ts';

/** Others see who has the open case before their eyes. */
export function useReading(id: string | null, { reading }: Pick<Cases, 'reading'>) {
  useEffect(() => reading(id), [id]);
  useEffect(() => () => reading(null), []);
}
