import type { LegalGroundWire } from '#server/notices/wire.ts';
import { api } from '../../api.ts';
import { useLoad } from '../../use-load.ts';
import type { Locale } from '../../words.tsx';

/** What the law forbids, in the words of `locale`; none until it is there. */
export const useLegalGrounds = (locale: Locale): LegalGroundWire[] =>
  useLoad(() => api.get<{ grounds: LegalGroundWire[] }>(`/legal-grounds?lang=${locale}`)).value?.grounds ?? [];
