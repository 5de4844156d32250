import { expect, test } from 'vitest';
import { SECURITY_EVENTS } from '#server/security/log.ts';
import { MAIL_KINDS } from '#server/mail/kinds.ts';
import en from '../../admin/i18n/en.json' with { type: 'json' };
import fr from '../../admin/i18n/fr.json' with { type: 'json' };
import { eventKey, sayFacts } from '../../admin/settings/security-words.ts';
import type { Words } from '../../admin/words.tsx';

test.each([
  ['fr', fr],
  ['en', en],
])('every event of the security log and every sort of mail has its words: %s', (_, words) => {
  const wanted = [...SECURITY_EVENTS.map(eventKey), ...MAIL_KINDS.map((kind) => `mails.kind.${kind}`)];

  expect(wanted.filter((key) => !(key in words))).toEqual([]);
});

test('why somebody was refused is said in words; what a person gave as their reason, as they typed it', () => {
  const words = {
    t: (key: string, { v }: { v?: string } = {}) => (v === undefined ? key : `${key} ${v}`),
    locale: 'fr',
  } as unknown as Words;

  expect(sayFacts(words, { by: 'token', problem: 'too_early' })).toBe(
    'security.fact.by security.value.token · security.fact.reason security.why.too_early',
  );
  expect(sayFacts(words, { reason: 'old' })).toBe('security.fact.reason security.why.old');
  expect(sayFacts(words, { reason: 'lost the code by link' })).toBe('security.fact.reason lost the code by link');
});
