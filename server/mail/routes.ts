import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { GIVEN_UP } from '../events/outbox.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { keptMail, keptMails, mailFolder } from './kept.ts';
import { countRefusing, countWaiting, dropMail, failingMails, mailDays, tryAgain, type Whose } from './queries.ts';
import { mailSamples } from './samples.ts';
import type { FailingMail, KeptMails, KeptMailWire, MailSamples, MailsWire } from './wire.ts';

/** Days of which the desk says what became of mails. */
const MEASURED_DAYS = 30;

const row = z.object({ id: z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong') });
const kept = z.object({ id: z.uuid('field.wrong') });

export const mailRoutes = new Hono<Env>()
  .get('/mails', describeRoute({ summary: 'Mails that left, that have not, and why', tags: ['desk'] }), async (c) => {
    const { db, config, now } = c.var.deps;
    const whose = whoseOf(c);
    return c.json({
      smtp: config.smtpUrl !== null,
      waiting: await countWaiting(db.read, whose, now()),
      days: await mailDays(db.read, whose.siteId, new Date(now().getTime() - MEASURED_DAYS * 86_400_000).toISOString().slice(0, 10)),
      refusing: await countRefusing(db.read, whose.siteId),
      failing: (await failingMails(db.read, whose)).map(present),
    } satisfies MailsWire);
  })
  .get('/mail-samples', describeRoute({ summary: 'Each kind of mail, with made-up data', tags: ['desk'] }), (c) => {
    const { config } = c.var.deps;
    return c.json({ samples: mailSamples(config, staffOf(c).site) } satisfies MailSamples);
  })
  .post('/mails/:id/tries', describeRoute({ summary: 'Send one now', tags: ['desk'] }), valid('param', row), async (c) => {
    const { db, now } = c.var.deps;
    const found = await db.write((tx) => tryAgain(tx, whoseOf(c), c.req.valid('param').id, now()));
    if (!found) throw new Refusal('not_found');
    return c.body(null, 204);
  })
  .delete('/mails/:id', describeRoute({ summary: 'Drop one that was given up', tags: ['desk'] }), valid('param', row), async (c) => {
    const dropped = await c.var.deps.db.write((tx) => dropMail(tx, whoseOf(c), c.req.valid('param').id));
    if (!dropped) throw new Refusal('not_found');
    return c.body(null, 204);
  })
  .get('/kept-mails', describeRoute({ summary: 'Without SMTP: the latest mails', tags: ['desk'] }), async (c) =>
    c.json({ mails: await keptMails(folderOf(c)) } satisfies KeptMails),
  )
  .get('/kept-mails/:id', describeRoute({ summary: 'Without SMTP: one mail’s words', tags: ['desk'] }), valid('param', kept), async (c) => {
    const mail = await keptMail(folderOf(c), c.req.valid('param').id);
    if (!mail) throw new Refusal('not_found');
    return c.json(mail satisfies KeptMailWire);
  });

function whoseOf(c: Context<Env>): Whose {
  const { site, session } = staffOf(c);
  return { siteId: site.id, owner: session.account.owner };
}

function folderOf({ var: { deps } }: Context<Env>): string {
  if (deps.config.smtpUrl !== null) throw new Refusal('not_found');
  return mailFolder(deps.config);
}

function present({ id, kind, tries, runAt, failure }: Awaited<ReturnType<typeof failingMails>>[number]): FailingMail {
  const { at, reason, to, lasting } = failure!;
  return { id, kind, tries, nextAt: runAt >= GIVEN_UP ? null : runAt.toISOString(), at, to, reason, lasting };
}
