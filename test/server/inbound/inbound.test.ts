import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { bounceAddress } from '#server/inbound/addresses.ts';
import { saidIn } from '#server/inbound/said.ts';
import type { InboundAnswer } from '#server/inbound/wire.ts';
import { byAddress } from '#server/mail/by-address.ts';
import type { Envelope, Mail } from '#server/mail/mailer.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

const HOST = new URL(OWN).host;
const SECRET = 'a-secret-that-only-the-mail-service-knows';
const DOMAIN = 'answers.courrier.test';

/** As mail programs write them. */
const raw = (headers: Record<string, string>, body: string) =>
  `${Object.entries({ 'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', ...headers })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}`;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    Object.assign(world.deps.config, { inboundMail: { domain: DOMAIN, secret: SECRET } });
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
  });

  const bring = async (body: string, { path = `/${SECRET}`, headers = {} }: { path?: string; headers?: Record<string, string> } = {}) => {
    const answer = await world.app.request(`${OWN}/api/v1/inbound/mail${path}`, {
      method: 'POST',
      headers: { host: HOST, 'content-type': 'message/rfc822', ...headers },
      body,
    });
    return { status: answer.status, outcome: answer.ok ? ((await answer.json()) as InboundAnswer).outcome : null };
  };
  const bringJson = (mail: unknown) => bring(JSON.stringify(mail), { headers: { 'content-type': 'application/json' } });

  /** Linus answers Ada, who gets a mail. */
  async function told(): Promise<Mail> {
    const root = await ada.post('Les platanes ?');
    await linus.post('Ils restent, non ?', { parent: root.id });
    const [mail] = await mailsOf(world);
    return mail!;
  }
  const textsOf = async () => (await world.readThread()).posts.map(({ html }) => html);
  let sent = 0;
  const answerTo = (mail: Mail, more: Record<string, string> = {}) => ({
    From: 'Ada <ada@example.test>',
    To: mail.replyTo!,
    Subject: `Re: ${mail.subject}`,
    'Message-ID': `<${++sent}@example.test>`,
    ...more,
  });

  test('a mail about one answer says where to reply; the answer is in the conversation, under it and under one’s name', async () => {
    const mail = await told();
    expect(mail.replyTo).toMatch(/^reply\+[0-9a-z]+-[\da-f]{32}@answers\.courrier\.test$/);
    expect(mail.text).toContain('Répondre à ce courriel');

    const quoted =
      'Oui, jusqu’au printemps.\n\nLe 22 nov. 2026 à 14:00, La Terrasse <terrasse@courrier.test> a écrit :\n> Ils restent, non ?\n';
    expect(await bring(raw(answerTo(mail), quoted))).toEqual({ status: 200, outcome: 'published' });

    const { posts } = await world.readThread();
    const answer = posts.find(({ html }) => html.includes('printemps'))!;
    expect(answer).toMatchObject({ html: '<p>Oui, jusqu’au printemps.</p>', depth: 2, author: { name: 'ada' } });
    expect((await mailsOf(world)).map(({ to }) => to)).toEqual(['linus@example.test']);
    const { posts: rows } = world.db.read.t;
    expect(await world.db.read.select({ via: rows.via }).from(rows).where(eq(rows.uid, answer.id))).toEqual([{ via: 'mail' }]);
  });

  test('without a domain for it, no mail says to reply, and none is taken', async () => {
    Object.assign(world.deps.config, { inboundMail: null });
    const mail = await told();

    expect(mail.replyTo).toBeUndefined();
    expect((await bring('…')).status).toBe(404);
  });

  test('only who knows the secret brings mails, in the address or as a password', async () => {
    const mail = await told();
    const letter = raw(answerTo(mail), 'Oui.');
    const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`mail:${password}`).toString('base64')}` });

    expect((await bring(letter, { path: '/another-secret-of-the-same-size-or-so' })).status).toBe(404);
    expect((await bring(letter, { path: '' })).status).toBe(404);
    expect((await bring(letter, { path: '', headers: basic('wrong') })).status).toBe(404);
    expect((await bring(letter, { path: '', headers: basic(SECRET) })).outcome).toBe('published');
  });

  describe('what is said', () => {
    test.each([
      [
        'quoted-printable in latin-1',
        { 'Content-Type': 'text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding': 'quoted-printable' },
        'D=E9j=E0 vu.',
        'Déjà vu.',
      ],
      ['base64', { 'Content-Transfer-Encoding': 'base64' }, Buffer.from('Déjà vu.').toString('base64'), 'Déjà vu.'],
      ['a signature', {}, 'Déjà vu.\n\n-- \nAda Martin\n06 12 34 56 78', 'Déjà vu.'],
      ['a telephone', {}, 'Déjà vu.\n\nEnvoyé de mon iPhone', 'Déjà vu.'],
      [
        'English',
        {},
        'Seen before.\n\nOn Sun, Nov 22, 2026 at 2:00 PM La Terrasse <a@b.test> wrote:\n\n> Ils restent, non ?',
        'Seen before.',
      ],
      [
        'HTML alone',
        { 'Content-Type': 'text/html; charset=utf-8' },
        '<html><head><style>p{color:red}</style></head><body><p>Déjà <b>vu</b>.</p><script>alert(1)</script><img src="https://track.test/1"><blockquote>Ils restent, non&nbsp;?</blockquote></body></html>',
        'Déjà vu.',
      ],
      [
        'both, the words as text',
        { 'Content-Type': 'multipart/alternative; boundary=b' },
        '--b\nContent-Type: text/plain; charset=utf-8\n\nDéjà vu.\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Autre chose.</p>\n--b--\n',
        'Déjà vu.',
      ],
    ])('%s', async (_, headers, body, said) => {
      const mail = await told();

      expect((await bring(raw(answerTo(mail, headers), body))).outcome).toBe('published');

      expect((await textsOf()).at(-1)).toBe(`<p>${said}</p>`);
    });

    test('as JSON, from a service that parses mails itself', async () => {
      const mail = await told();
      const letter = {
        from: 'Ada <ada@example.test>',
        to: mail.replyTo,
        headers: [{ name: 'Message-ID', value: '<j@x>' }],
        html: '<p>Oui.</p>',
      };

      expect((await bringJson({ ...letter, authentic: true })).outcome).toBe('published');
      expect((await bringJson({ to: 3 })).status).toBe(422);
      expect((await bring('{', { headers: { 'content-type': 'application/json' } })).status).toBe(400);
    });

    test('markup in it is what anybody may write, cleaned like any other', async () => {
      const mail = await told();

      await bring(raw(answerTo(mail), 'Voir <script>alert(1)</script> **ici**.'));

      expect((await textsOf()).at(-1)).not.toContain('<script');
    });

    test.each([
      ['empty lines', '\n'],
      ['lines of a space', ' \n'],
      ['spaces', ' '],
      ['quotations of nothing', '>\n'],
    ])('a hundred thousand %s keep nobody waiting', async (_, piece) => {
      // The parser alone takes longer than a test may.
      expect(await saidIn({ text: `Oui.\n${piece.repeat(100_000)}`, html: null })).toMatch(/^Oui\./);
    });

    test('what is no mail at all harms nothing', async () => {
      for (const body of ['', '\0\0\0', 'x'.repeat(100_000), 'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n--a\r\n'])
        expect((await bring(body)).outcome).toBe('not_ours');
    });
  });

  describe('an address', () => {
    test('is answered once; the second mail gets one word, the third none; the same mail twice is one', async () => {
      const mail = await told();
      const first = raw(answerTo(mail), 'Oui.');
      expect((await bring(first)).outcome).toBe('published');
      expect((await bring(first)).outcome).toBe('published');
      await mailsOf(world);

      expect((await bring(raw(answerTo(mail), 'Encore.'))).outcome).toBe('used');
      expect((await bring(raw(answerTo(mail), 'Encore plus.'))).outcome).toBe('used');

      const words = await mailsOf(world);
      expect(words).toHaveLength(1);
      expect(words[0]).toMatchObject({ to: 'ada@example.test', headers: { 'auto-submitted': 'auto-replied' } });
      expect(words[0]!.text).toContain('> Encore.');
      expect(words[0]!.replyTo).toBeUndefined();
      expect(await textsOf()).toHaveLength(3);
    });

    test('two mails to it at the same moment: one is published', async () => {
      const mail = await told();

      const outcomes = await Promise.all([bring(raw(answerTo(mail), 'Oui.')), bring(raw(answerTo(mail), 'Non.'))]);

      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['published', 'used']);
      expect(await textsOf()).toHaveLength(3);
    });

    test('that is not ours, or of another notification, is nobody’s', async () => {
      const mail = await told();
      const forged = mail.replyTo!.replace(/\+([0-9a-z]+)-/, '+z-');

      expect((await bring(raw(answerTo(mail, { To: forged }), 'Oui.'))).outcome).toBe('not_ours');
      expect((await bring(raw(answerTo(mail, { To: mail.replyTo!.replace(DOMAIN, 'ailleurs.test') }), 'Oui.'))).outcome).toBe('not_ours');
      expect(await mailsOf(world)).toEqual([]);
    });

    test('takes what its member sends and nobody else: they are told where they can read it, and it is still good', async () => {
      const mail = await told();

      expect((await bring(raw(answerTo(mail, { From: 'linus@example.test' }), 'Je suis Ada.'))).outcome).toBe('other_sender');
      expect((await bringJson({ from: 'ada@example.test', to: mail.replyTo, text: 'Je suis Ada.', authentic: false })).outcome).toBe(
        'other_sender',
      );

      const words = await mailsOf(world);
      expect(words.map(({ to }) => to)).toEqual(['ada@example.test']);
      expect(words[0]!.text).not.toContain('Je suis Ada');
      expect((await bring(raw(answerTo(mail), 'Oui.'))).outcome).toBe('published');
    });

    test('is good for thirty days', async () => {
      const mail = await told();
      world.pass(31 * 86_400_000);

      expect((await bring(raw(answerTo(mail), 'Oui.'))).outcome).toBe('expired');
      expect((await mailsOf(world))[0]!.text).toContain('trente jours');
    });
  });

  test.each([
    ['an absence', { 'Auto-Submitted': 'auto-replied' }],
    ['an absence of before RFC 3834', { 'X-Autoreply': 'yes' }],
    ['a list', { Precedence: 'bulk' }],
    ['what has no return path', { 'Return-Path': '<>' }],
    ['a report', { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }],
    ['the mail system', { From: 'MAILER-DAEMON@example.test' }],
  ])('%s is answered by nothing', async (_, headers) => {
    const mail = await told();

    expect((await bring(raw(answerTo(mail, headers), 'Je suis absente.'))).outcome).toBe('automatic');

    expect(await mailsOf(world)).toEqual([]);
    expect(await textsOf()).toHaveLength(2);
  });

  describe('the same rules as on a page', () => {
    test('what is held waits for a moderator, and its author is told', async () => {
      const mail = await told();

      expect((await bring(raw(answerTo(mail), 'Quel guignol.'))).outcome).toBe('held');

      expect((await mailsOf(world))[0]!.subject).toContain('attend une relecture');
      expect(await textsOf()).toHaveLength(2);
      const camille = await world.person('camille', 'moderator');
      const { cases } = (await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=held')).body;
      expect((await camille.desk<CaseDetail>('GET', `/api/v1/cases/${cases[0]!.id}`)).body.byMail).toBe(true);
    });

    test('whoever is banned, or comes too late, gets the reason and their words back', async () => {
      const grace = await world.person('grace', 'manager');
      const mail = await told();
      const { status } = await grace.desk('POST', `/api/v1/members/${ada.member.uid}/measures`, {
        rule: 1,
        note: 'Restons courtois entre nous.',
        measures: [{ kind: 'ban', until: null }],
      });
      expect(status).toBeLessThan(300);
      await world.tell();

      expect((await bring(raw(answerTo(mail), 'Une réponse assez longue.'))).outcome).toBe('refused');

      const word = (await mailsOf(world)).find(({ subject }) => subject.includes('n’est pas publiée'))!;
      expect(word.text).toContain('> Une réponse assez longue.');
      expect(await textsOf()).toHaveLength(2);
    });

    test('the limits of a person hold by mail too', async () => {
      const limited = await createWorld(engine, { limits: true });
      Object.assign(limited.deps.config, { inboundMail: { domain: DOMAIN, secret: SECRET } });
      const [eve, bob] = [await limited.person('eve'), await limited.person('bob')];
      const root = await eve.post('Les platanes ?');
      await bob.post('Ils restent, non ?', { parent: root.id });
      const [mail] = await mailsOf(limited);
      for (let n = 0; n < 4; n++) await eve.post(`Message ${n} sur un autre sujet.`);

      const answer = await limited.app.request(`${OWN}/api/v1/inbound/mail/${SECRET}`, {
        method: 'POST',
        headers: { host: HOST, 'content-type': 'message/rfc822' },
        body: raw(answerTo(mail!, { From: 'eve@example.test' }), 'Oui.'),
      });

      expect(await answer.json()).toEqual({ outcome: 'refused' });
    });

    test('nothing but a quotation, or too much, is no answer', async () => {
      const mail = await told();

      expect((await bring(raw(answerTo(mail), '> Ils restent, non ?\n'))).outcome).toBe('empty');
      expect((await bring(raw(answerTo(mail), 'Un mot. '.repeat(2000)))).outcome).toBe('too_long');
    });
  });

  describe('an address that refuses', () => {
    const report = (to: string, fields: string) =>
      raw(
        {
          From: 'MAILER-DAEMON@mx.test',
          To: to,
          'Return-Path': '<>',
          'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
        },
        `--b\nContent-Type: text/plain\n\nDésolé.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; ada@example.test\n${fields}\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nx\n--b--\n`,
      );
    const returnTo = () => bounceAddress(world.deps.config, { id: ada.accountId, email: 'ada@example.test' })!;
    const FAILED = 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such user';
    /** What leaves, by the way of the real service. */
    const leave = async (mail: Partial<Mail> = {}) => {
      const left: Envelope[] = [];
      await byAddress(
        async (one) => void left.push(one),
        world.deps,
      )({ to: 'Ada@Example.test', subject: 's', text: 't', html: 'h', ...mail });
      return left;
    };
    const page = async () => (await world.request('GET', '/notifications', undefined, { ...ada.asPage, accept: 'text/html' })).text;

    test('is told by the report that comes back to it; mails stop, the page says so, and a click tries again', async () => {
      expect((await leave())[0]).toMatchObject({
        returnTo: bounceAddress(world.deps.config, { id: ada.accountId, email: 'ada@example.test' }),
      });

      expect((await bring(report(returnTo(), FAILED))).outcome).toBe('bounced');

      expect(await leave()).toEqual([]);
      expect(await leave({ asked: true })).toHaveLength(1);
      expect(await page()).toContain('Votre adresse refuse nos messages.');
      expect(await page()).toContain('550 5.1.1 No such user');
      await world.app.request(`${OWN}/account/address/retry`, { method: 'POST', headers: { host: HOST, ...ada.asPage } });
      expect(await leave()).toHaveLength(1);
      expect(await page()).not.toContain('refuse nos messages');
    });

    test.each([
      ['what is put off', 'Action: delayed\nStatus: 4.4.1'],
      ['a full mailbox', 'Action: failed\nStatus: 5.2.2'],
      ['what arrived', 'Action: delivered\nStatus: 2.0.0'],
    ])('%s changes nothing', async (_, fields) => {
      expect((await bring(report(returnTo(), fields))).outcome).toBe('delayed');
      expect(await leave()).toHaveLength(1);
    });

    test('nobody else stops somebody’s mails: a report to an address made up, or of an address they had, is nobody’s', async () => {
      const [local, domain] = returnTo().split('@') as [string, string];
      const madeUp = `${local.slice(0, -32)}${'0'.repeat(32)}@${domain}`;
      const former = bounceAddress(world.deps.config, { id: ada.accountId, email: 'autrefois@example.test' })!;

      for (const to of [madeUp, former]) expect((await bring(report(to, FAILED))).outcome).toBe('not_ours');
      expect(await leave()).toHaveLength(1);
    });

    test('or is told by the service that sends for us', async () => {
      const told = { event: 'bounce', recipient: 'ada@example.test', permanent: true, reason: '550 no such user' };

      expect((await bringJson({ ...told, permanent: false })).status).toBe(422);
      expect((await bringJson(told)).outcome).toBe('bounced');

      expect(await leave()).toEqual([]);
    });
  });

  describe('a complaint', () => {
    const complaint = (to: string, kind: string) =>
      raw(
        {
          From: 'feedback@mx.test',
          To: to,
          'Return-Path': '<>',
          'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b',
        },
        `--b\nContent-Type: text/plain\n\nUnwanted.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: ${kind}\nUser-Agent: Mx/1\nVersion: 1\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nx\n--b--\n`,
      );
    const returnTo = () => bounceAddress(world.deps.config, { id: ada.accountId, email: 'ada@example.test' })!;
    const pace = async () => {
      const { members } = world.db.read.t;
      const [row] = await world.db.read.select({ pace: members.mailPace }).from(members).where(eq(members.id, ada.member.id));
      return row!.pace;
    };

    test('stops the mails that one can stop, as the feedback report that comes back says', async () => {
      expect((await bring(complaint(returnTo(), 'not-spam'))).outcome).toBe('delayed');
      expect(await pace()).toBe('once');

      expect((await bring(complaint(returnTo(), 'abuse'))).outcome).toBe('complained');
      expect(await pace()).toBe('never');
    });

    test('or the service that sends for us; of somebody else, nothing', async () => {
      expect((await bringJson({ event: 'complaint', recipient: 'nobody@example.test' })).outcome).toBe('not_ours');
      expect((await bring(complaint(returnTo().replace(/[\da-f]{32}@/, `${'0'.repeat(32)}@`), 'abuse'))).outcome).toBe('not_ours');
      expect(await pace()).toBe('once');

      expect((await bringJson({ event: 'complaint', recipient: 'Ada@example.test' })).outcome).toBe('complained');
      expect(await pace()).toBe('never');
    });
  });
});
