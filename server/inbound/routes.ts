import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { sameBytes } from '../accounts/same-bytes.ts';
import { Refusal } from '../errors.ts';
import type { Env } from '../http/who.ts';
import { hashSecret } from '../ids.ts';
import { readParsed, readRaw } from './arrived.ts';
import { noteRefused } from './bounces.ts';
import { noteComplaintBy } from './complaints.ts';
import { receiveMail } from './receive.ts';
import type { InboundAnswer } from './wire.ts';

/** Bytes: an answer with the pictures of a signature; larger ones stay with whoever brings them. */
export const MAX_MAIL = 5 * 1024 * 1024;

const refused = z.object({
  event: z.literal('bounce'),
  recipient: z.string().max(320),
  permanent: z.literal(true),
  reason: z.string().max(10_000).default(''),
});

const unwanted = z.object({ event: z.literal('complaint'), recipient: z.string().max(320) });

const about = describeRoute({ summary: 'A mail that arrived, as message/rfc822 or JSON; or one that came back', tags: ['mail'] });

/** The secret stands in the address, or is the password of Basic authentication: services know one or the other. */
export const inboundRoutes = new Hono<Env>()
  .post('/inbound/mail', about, (c) => receive(c, passwordOf(c)))
  .post('/inbound/mail/:secret', about, (c) => receive(c, c.req.param('secret')));

async function receive(c: Context<Env, string>, secret: string) {
  const { deps } = c.var;
  const { inboundMail } = deps.config;
  if (!inboundMail || !sameBytes(Buffer.from(hashSecret(secret)), Buffer.from(hashSecret(inboundMail.secret))))
    throw new Refusal('not_found');
  const json = /^application\/json\b/i.test(c.req.header('content-type') ?? '') ? await jsonOf(c) : null;
  const bounce = refused.safeParse(json);
  if (bounce.success) return c.json({ outcome: await noteRefused(deps, bounce.data) } satisfies InboundAnswer);
  const complaint = unwanted.safeParse(json);
  if (complaint.success) return c.json({ outcome: await noteComplaintBy(deps, complaint.data) } satisfies InboundAnswer);
  const mail = json === null ? await readRaw(new Uint8Array(await c.req.arrayBuffer())) : readParsed(json);
  return c.json({ outcome: await receiveMail(deps, mail) } satisfies InboundAnswer);
}

const jsonOf = (c: Context): Promise<unknown> =>
  c.req.json<unknown>().catch(() => {
    throw new Refusal('malformed');
  });

function passwordOf(c: Context): string {
  const basic = /^Basic (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
  return Buffer.from(basic, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}
