import { expect, test } from 'vitest';
import type { NoticeWire } from '#server/notices/wire.ts';
import { actsOf, decidedIn } from '#admin/queue/legal/decided-in.ts';
import { caseDetail } from './cases.ts';

test('a case with an open notice is decided in its form, and nothing below does it too', () => {
  const seen = caseDetail('a', { can: ['approve', 'reject', 'feature'], law: law([{ outcome: null }]) });

  expect(decidedIn(seen)).toBe('six');
  expect(actsOf(seen, { taken: false, form: 'six' })).toEqual(['feature']);
});

test('a notice that was answered asks for no form', () => {
  expect(decidedIn(caseDetail('a', { law: law([{ outcome: 'acted' }]) }))).toBe(null);
  expect(decidedIn(caseDetail('a'))).toBe(null);
});

test('what a colleague decides offers nothing', () => {
  expect(actsOf(caseDetail('a'), { taken: true, form: null })).toEqual([]);
});

function law(notices: Pick<NoticeWire, 'outcome'>[]) {
  const clocks = { noticedAt: null, seenAt: null, knownAt: null, actedAt: null, alarmAt: null };
  const notice = { id: 1, at: '', ground: '', explanation: '', url: '', name: null, email: null, emailProved: false, revision: 1 };
  return { clocks, notices: notices.map((one) => ({ ...notice, ...one })), evidence: [], appeals: [], mayDecide: 'yes' as const };
}
