import type { MessageKey } from '../i18n/translate.ts';
import { GROUND_IDS, groundOf, type LegalGroundId } from './legal-grounds.ts';

type Translate = (key: MessageKey, args?: Record<string, string | number>) => string;

/** « Diffamation (loi du 29 juillet 1881, art. 29) ». One that is no longer in the catalogue goes by its id. */
export function groundWords(t: Translate, id: string): string {
  if (!isGround(id)) return id;
  const { article } = groundOf(id);
  return article ? t('ground.cited', { label: t(`ground.${id}`), article }) : t(`ground.${id}`);
}

export const isGround = (id: string): id is LegalGroundId => GROUND_IDS.some((one) => one === id);
