import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env, type Staff } from '../http/who.ts';
import { photoUrl } from '../members/photo-url.ts';
import { siteUrl } from '../sites/url.ts';
import { changeDates, revokeInvitation, sendAgain } from './change-invitation.ts';
import { newDates, newInvitation } from './input.ts';
import { invite } from './invite.ts';
import { givePhoto, mayGivePhoto } from './person-photo.ts';
import { rolesByLink, rolesToOffer } from './policy.ts';
import { presentAnswered, presentInvitation } from './present.ts';
import {
  answeredIn,
  answersOf,
  findInvitation,
  INVITATIONS_PAGE,
  invitationsOf,
  peopleNamed,
  threadsOf,
  type Invitation,
} from './queries.ts';
import type { InvitationAnswer, InvitationDetail, InvitationsPage, InvitationWire, PeopleWire } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const page = z.object({ cursor: z.string().max(100).optional() });
const sought = z.object({ q: z.string().trim().max(60).default('') });
const desk = (summary: string) => describeRoute({ summary, tags: ['desk'] });

export const invitationRoutes = new Hono<Env>()
  .get('/invitations', desk('Who was invited, the latest first'), valid('query', page), async (c) => {
    const { site, member } = staffOf(c);
    const rows = await invitationsOf(c.var.deps.db.read, site.id, readCursor(c.req.valid('query').cursor));
    const last = rows.length > INVITATIONS_PAGE ? rows[INVITATIONS_PAGE - 1] : undefined;
    return c.json({
      invitations: await presentAll(c, rows.slice(0, INVITATIONS_PAGE)),
      next: last ? writeCursor({ value: 0, id: last.id }) : null,
      roles: { mail: rolesToOffer(member.role), link: rolesByLink(member.role) },
    } satisfies InvitationsPage);
  })
  .post('/invitations', desk('Invite by mail, by a link, or an expert into threads'), valid('json', newInvitation), async (c) => {
    const staff = staffOf(c);
    const { deps } = c.var;
    const { uid, secret } = await invite(deps, staff, c.req.valid('json'));
    const [invitation] = await presentAll(c, [await theInvitation(c, staff, uid)]);
    const link = secret && `${siteUrl(deps.config, staff.site)}/invitations/${uid}/${secret}`;
    return c.json({ invitation: invitation!, link } satisfies InvitationAnswer, 201);
  })
  .get('/invitations/people', desk('Members to pick as experts'), valid('query', sought), async (c) => {
    const rows = await peopleNamed(c.var.deps.db.read, staffOf(c).site.id, c.req.valid('query').q);
    const people = rows.map(({ title, affiliation, interests, ...person }) => ({
      ...person,
      title: title ?? '',
      affiliation: affiliation ?? '',
      interests: interests ?? '',
    }));
    return c.json({ people } satisfies PeopleWire);
  })
  .get('/invitations/:id', desk('An invitation, with what an expert answered'), valid('param', id), async (c) => {
    return c.json(await detail(c, c.req.valid('param').id));
  })
  .put('/invitations/:id/photo', desk('An expert’s face: a PNG, JPEG, GIF or WebP as the body'), valid('param', id), async (c) => {
    const { id: uid } = c.req.valid('param');
    await givePhoto(c.var.deps, staffOf(c), { id: uid, bytes: new Uint8Array(await c.req.arrayBuffer()) });
    return c.json(await detail(c, uid));
  })
  .delete('/invitations/:id/photo', desk('No face'), valid('param', id), async (c) => {
    const { id: uid } = c.req.valid('param');
    await givePhoto(c.var.deps, staffOf(c), { id: uid, bytes: null });
    return c.json(await detail(c, uid));
  })
  .put('/invitations/:id/dates', desk('Other dates, told to the expert'), valid('param', id), valid('json', newDates), async (c) => {
    const staff = staffOf(c);
    const { id: uid } = c.req.valid('param');
    await changeDates(c.var.deps, staff, { id: uid, ...c.req.valid('json') });
    const [wire] = await presentAll(c, [await theInvitation(c, staff, uid)]);
    return c.json(wire!);
  })
  .post('/invitations/:id/mails', desk('Send the mail again, with a fresh link'), valid('param', id), async (c) => {
    await sendAgain(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  })
  .delete('/invitations/:id', desk('Withdraw an invitation'), valid('param', id), async (c) => {
    await revokeInvitation(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });

async function theInvitation({ var: { deps } }: Context<Env>, { site }: Staff, uid: string): Promise<Invitation> {
  const invitation = await findInvitation(deps.db.read, site.id, uid);
  if (!invitation) throw new Refusal('not_found');
  return invitation;
}

async function detail(c: Context<Env>, uid: string): Promise<InvitationDetail> {
  const { site } = staffOf(c);
  const { db, config } = c.var.deps;
  const invitation = await theInvitation(c, staffOf(c), uid);
  const [wire] = await presentAll(c, [invitation]);
  const rows = await answeredIn(db.read, invitation.id);
  return {
    ...wire!,
    answered: rows.map((row) => presentAnswered(config, site, row)),
    photo: photoUrl(config, site, invitation.person?.photo ?? null),
    givesPhoto: mayGivePhoto(invitation),
  };
}

async function presentAll(c: Context<Env>, invitations: Invitation[]): Promise<InvitationWire[]> {
  const { config, db, now } = c.var.deps;
  const ids = invitations.map((invitation) => invitation.id);
  const [threads, answers] = [Map.groupBy(await threadsOf(db.read, ids), (row) => row.invitationId), await answersOf(db.read, ids)];
  const facts = { config, site: staffOf(c).site, now: now() };
  return invitations.map((invitation) =>
    presentInvitation(invitation, { ...facts, threads: threads.get(invitation.id) ?? [], answers: answers.get(invitation.id) ?? 0 }),
  );
}
