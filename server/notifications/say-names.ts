import type { MessageKey } from '../i18n/translate.ts';

/** Names said before « et 2 autres ». */
const NAMED = 2;

type Translate = (key: MessageKey, args?: Record<string, string | number>) => string;

/** Who wrote, the latest first: « A, B et 2 autres ». */
export function sayNames(t: Translate, all: string[]): string {
  const names = [...new Set(all)];
  if (names.length === NAMED) return t('notices.both', { one: names[0]!, other: names[1]! });
  return t('notices.names', { names: names.slice(0, NAMED).join(', '), n: names.length - Math.min(names.length, NAMED) });
}
