import { expect, test } from 'vitest';
import { SECURITY_EVENTS } from '#server/security/log.ts';
import { MAIL_KINDS } from '#server/mail/kinds.ts';
import en from '../../admin/i18n/en.json' with { type: 'json' };
import fr from '../../admin/i18n/fr.json' with { type: 'json' };
import { eventKey } from '../../admin/settings/security-words.ts';

test.each([
  ['fr', fr],
  ['en', en],
])('every event of the security log and every sort of mail has its words: %s', (_, words) => {
  const wanted = [...SECURITY_EVENTS.map(eventKey), ...MAIL_KINDS.map((kind) => `mails.kind.${kind}`)];

  expect(wanted.filter((key) => !(key in words))).toEqual([]);
});
