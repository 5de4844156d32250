import { expect, test } from 'vitest';
import { isMail } from '#server/mail/kinds.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { createWorld, type Person } from '../../support/world.ts';
import { mailsOf } from './browser.ts';

test('a refusal is sent to its author: the rule, the note, the words, the remedies, where to read it again', async () => {
  const world = await createWorld('sqlite');
  const [ada, camille] = [await world.person('ada'), await world.person('camille', 'moderator')];
  await ada.post('Quel guignol, ce maire <b>!');

  await reject(camille, 'Sans le mot, il passait.');
  await world.tell();

  const [mail] = await mailsOf(world);
  const text = mail!.text.replaceAll('\u00a0', ' ');
  expect(mail!.to).toBe('ada@example.test');
  expect(mail!.subject).toContain('Le Courrier');
  expect(text).toContain('Règle 1 : Courtoisie');
  expect(text).toContain('> guignol');
  expect(text).toContain('> Sans le mot, il passait.');
  expect(text).toContain('un tribunal');
  const url = /\S+\/statements\/\S+/.exec(text)![0];
  expect((await world.app.request(url, { headers: { host: new URL(url).host } })).status).toBe(200);
});

test('nothing that was written is sent to an address nobody has proved', async () => {
  const world = await createWorld('sqlite');
  const [linus, camille] = [await world.person('linus', 'member', { confirmed: false }), await world.person('camille', 'moderator')];
  await linus.post('Quel guignol.');

  await reject(camille, '');
  await world.tell();

  expect(await mailsOf(world)).toEqual([]);
  const waiting = await world.db.read.select().from(world.db.read.t.outbox);
  expect(waiting.filter(({ kind }) => isMail(kind))).toEqual([]);
});

async function reject(moderator: Person, note: string) {
  const { body: page } = await moderator.desk<CasesPage>('GET', '/api/v1/cases?lane=held');
  const { body: found } = await moderator.desk<CaseDetail>('GET', `/api/v1/cases/${page.cases[0]!.id}`);
  const decision = { version: found.version, revision: found.revision, verdict: 'reject', rule: 1, note };
  const { status } = await moderator.desk('POST', `/api/v1/cases/${found.id}/decisions`, decision);
  expect(status).toBe(200);
}
