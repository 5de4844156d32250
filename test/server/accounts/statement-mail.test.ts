import { expect, test } from 'vitest';
import { isMail } from '#server/mail/kinds.ts';
import type { CaseDetail, CasesPage, MeasureInput } from '#server/cases/wire.ts';
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

test('what is decided together is told in one letter: the post, each measure, their addresses, the words once', async () => {
  const world = await createWorld('sqlite');
  const [ada, camille] = [await world.person('ada'), await world.person('camille', 'moderator')];
  await ada.post('Quel guignol, ce maire !');
  const until = new Date(world.now().getTime() + 3 * 86_400_000).toISOString();

  await reject(camille, 'C’est la troisième fois.', [
    { kind: 'warning', until: null },
    { kind: 'suspension', until, note: 'À jeudi.' },
  ]);
  await world.tell();

  const mails = await mailsOf(world);
  expect(mails).toHaveLength(1);
  const text = mails[0]!.text.replaceAll('\u00a0', ' ');
  expect(text).toContain('n’est plus visible');
  expect(text).toContain('Un avertissement');
  expect(text).toContain('Vous ne pouvez plus écrire ; vous pouvez toujours lire. ');
  expect(text).toContain('La mesure prend fin le 25 novembre 2026');
  expect(text.match(/C’est la troisième fois\./g)).toHaveLength(1);
  expect(text).toContain('> À jeudi.');
  expect(new Set(text.match(/\S+\/statements\/\S+/g)).size).toBe(3);
  expect(text).toContain('La suspension, à son adresse durable');
});

test('measures alone are one letter too, undone with the decision', async () => {
  const world = await createWorld('sqlite');
  const [ada, camille] = [await world.person('ada'), await world.person('camille', 'moderator')];
  const measures = [
    { kind: 'warning', until: null },
    { kind: 'approval', until: null },
  ];
  const pose = () =>
    camille.desk<{ decision: string }>('POST', `/api/v1/members/${ada.member.uid}/measures`, {
      rule: 1,
      note: 'Restons courtois entre nous.',
      measures,
    });

  const undone = await pose();
  expect((await camille.desk('POST', `/api/v1/decisions/${undone.body.decision}/undo`, {})).status).toBe(200);
  await pose();
  await world.tell();

  const mails = await mailsOf(world);
  expect(mails.map(({ subject }) => subject.replaceAll('\u00a0', ' '))).toEqual(['Le Courrier : une décision qui vous concerne']);
  expect(mails[0]!.text).toContain('L’avertissement, à son adresse durable');
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

async function reject(moderator: Person, note: string, measures: MeasureInput[] = []) {
  const { body: page } = await moderator.desk<CasesPage>('GET', '/api/v1/cases?lane=held');
  const { body: found } = await moderator.desk<CaseDetail>('GET', `/api/v1/cases/${page.cases[0]!.id}`);
  const decision = { version: found.version, revision: found.revision, verdict: 'reject', rule: 1, note, measures };
  const { status } = await moderator.desk('POST', `/api/v1/cases/${found.id}/decisions`, decision);
  expect(status).toBe(200);
}
