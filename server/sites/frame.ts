import type { MiddlewareHandler } from 'hono';
import { and, eq, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import { hostSite } from '../http/request.ts';
import type { Env } from '../http/who.ts';
import type { StoredLook } from './schema.ts';

/** What stands above and below all pages of a site, clean; `origins` are those of its pictures. */
export type Frame = { header: string; footer: string; origins: string[] };

/** Before anything can be refused: what is refused is told in the site's look too. */
export const readFrame: MiddlewareHandler<Env> = async function readFrame(c, next) {
  const { site, deps } = c.var;
  if (site && site.lookVersion > 0) c.set('frame', frameOf(await lookOf(deps.db.read, site.id, site.lookVersion)));
  await next();
};

/** Goes around `pageHeaders`: pictures of the frame come from the publisher's own pages, which the site lists. */
export const framePictures: MiddlewareHandler<Env> = async function framePictures(c, next) {
  await next();
  allowPictures(c.res.headers, c.var.frame?.origins ?? []);
};

/** At the desk, where one sees what one types before it is saved. */
export const previewPictures: MiddlewareHandler<Env> = async function previewPictures(c, next) {
  await next();
  if (!c.res.headers.get('content-type')?.startsWith('text/html')) return;
  // Without the database the desk says itself that nobody answers: what is on its way must not be taken back.
  const site = await hostSite(c).catch(() => null);
  allowPictures(c.res.headers, site?.origins ?? []);
};

export function frameOf(look: Pick<StoredLook, 'headerHtml' | 'footerHtml'> | null): Frame {
  const { headerHtml: header = '', footerHtml: footer = '' } = look ?? {};
  return { header, footer, origins: [...new Set([...(header + footer).matchAll(SOURCES)].map(([, origin]) => origin!))] };
}

/** In what `cleanFrame` gives, attributes are quoted. */
const SOURCES = /<img (?:[\w-]+="[^"]*" )*?src="(https?:\/\/[^/"]+)/g;

export async function lookOf(reader: Reader, siteId: number, version: number): Promise<StoredLook | null> {
  const { siteLooks } = reader.t;
  const query = preparedRows(reader, 'look', () =>
    reader
      .select({ look: siteLooks.look })
      .from(siteLooks)
      .where(and(eq(siteLooks.siteId, sql.placeholder('siteId')), eq(siteLooks.version, sql.placeholder('version')))),
  );
  const [row] = await query({ siteId, version });
  return row?.look ?? null;
}

function allowPictures(headers: Headers, origins: string[]) {
  const policy = headers.get('content-security-policy');
  if (policy && origins.length > 0)
    headers.set(
      'content-security-policy',
      policy.replace(/img-src [^;]*/, (rule) => `${rule} ${origins.join(' ')}`),
    );
}
