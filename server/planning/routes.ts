import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { audiencesFor } from '../digests/readers.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { siteUrl } from '../sites/url.ts';
import { spaceRows } from '../sites/queries.ts';
import { OPENED } from '../threads/kinds.ts';
import { runningPartners } from '../partners/queries.ts';
import { voicesOf } from '../voices/queries.ts';
import { addNote } from './add-note.ts';
import { removeItem } from './change-item.ts';
import {
  changedItem,
  itemId,
  itemState,
  itemVersion,
  linkedText,
  movedItem,
  newItem,
  noteInput,
  repeated,
  seenVersion,
  span,
  templateInput,
  templateKey,
} from './input.ts';
import { asksReview } from './policy.ts';
import { presentItem, readItem } from './present.ts';
import { itemsBetween, undatedItems } from './queries.ts';
import { readRhythm } from './rhythm.ts';
import { makeItem, moveItem, saveItem, takeItem } from './save-item.ts';
import { setState } from './set-state.ts';
import { agendaPath, renewAgenda, revokeAgenda } from './agenda.ts';
import { endRepeating, repeatItem } from './repeat-item.ts';
import { checkLinks } from './check-links.ts';
import { contentIdeas } from './ideas.ts';
import { saveTemplate, templatesOf } from './templates.ts';
import type { AgendaWire, CalendarChoices, CalendarWire, CheckedLink, ContentIdea, TemplatesWire } from './wire.ts';

const tags = ['desk'];
const said = (summary: string) => describeRoute({ summary, tags });

export const calendarDeskRoutes = new Hono<Env>()
  .get('/calendar', said('What is planned between two moments, and what has no day yet'), valid('query', span), async (c) => {
    const { deps } = c.var;
    const staff = staffOf(c);
    const [items, undated] = await Promise.all([
      itemsBetween(deps.db.read, staff.site.id, c.req.valid('query')),
      undatedItems(deps.db.read, staff.site.id),
    ]);
    const present = (records: typeof items) => records.map((record) => presentItem(deps, staff, record));
    return c.json({ items: present(items), undated: present(undated), review: asksReview(staff.site) } satisfies CalendarWire);
  })
  .get('/calendar/choices', said('Where something can be planned, and in whose name'), async (c) => {
    const { site, member } = staffOf(c);
    const { read } = c.var.deps.db;
    const spaces = (await spaceRows(read, site.id)).filter(({ archivedAt }) => !archivedAt);
    return c.json({
      spaces: spaces.map(({ slug, name }) => ({ slug, name })),
      voices: await voicesOf(read, member),
      partners: (await runningPartners(read, site.id)).map(({ uid, name }) => ({ id: uid, name })),
      kinds: [...OPENED, 'article', 'digest'],
      audiences: await audiencesFor(read, { site, member }),
    } satisfies CalendarChoices);
  })
  .get('/calendar/rhythm', said('When readers write'), async (c) => c.json(await readRhythm(c.var.deps, staffOf(c).site)))
  .get('/calendar/templates', said('What an item begins as'), async (c) =>
    c.json({ templates: await templatesOf(c.var.deps.db.read, staffOf(c).site) } satisfies TemplatesWire),
  )
  .put(
    '/calendar/templates/:key',
    said('Another wording of one, or one more'),
    valid('param', templateKey),
    valid('json', templateInput),
    async (c) => {
      const staff = staffOf(c);
      await saveTemplate(c.var.deps, staff, { ...c.req.valid('json'), ...c.req.valid('param') });
      return c.json({ templates: await templatesOf(c.var.deps.db.read, staff.site) } satisfies TemplatesWire);
    },
  )
  .get('/calendar/ideas', said('What could be planned: what readers wait for, want and follow'), async (c) =>
    c.json({ ideas: await contentIdeas(c.var.deps, staffOf(c).site) } satisfies { ideas: ContentIdea[] }),
  )
  .post('/calendar/links', said('Where the links of a text lead today'), valid('json', linkedText), async (c) => {
    const { deps, address } = c.var;
    await deps.limit('preview', address.ip);
    return c.json({ links: await checkLinks(deps, c.req.valid('json').source) } satisfies { links: CheckedLink[] });
  })
  .get('/calendar/agenda', said('One’s own address of it for calendar programs'), async (c) => c.json(await presentAgenda(c)))
  .post('/calendar/agenda', said('Another address; the one before opens nothing any more'), async (c) => {
    await renewAgenda(c.var.deps, staffOf(c).member);
    return c.json(await presentAgenda(c), 201);
  })
  .delete('/calendar/agenda', said('No address any more'), async (c) => {
    await revokeAgenda(c.var.deps, staffOf(c).member);
    return c.body(null, 204);
  })
  .post('/calendar', said('Plan something; the same client id again gives the first one'), valid('json', newItem), async (c) => {
    const { item, made } = await makeItem(c.var.deps, staffOf(c), c.req.valid('json'));
    return c.json(item, made ? 201 : 200);
  })
  .get('/calendar/:id', said('All of it, with its history'), valid('param', itemId), async (c) =>
    c.json(await readItem(c.var.deps, staffOf(c), c.req.valid('param').id)),
  )
  .put('/calendar/:id', said('Save it, naming the version edited'), valid('param', itemId), valid('json', changedItem), async (c) =>
    c.json(await saveItem(c.var.deps, staffOf(c), { ...c.req.valid('json'), ...c.req.valid('param') })),
  )
  .put('/calendar/:id/moment', said('Another moment'), valid('param', itemId), valid('json', movedItem), async (c) =>
    c.json(await moveItem(c.var.deps, staffOf(c), { ...c.req.valid('json'), ...c.req.valid('param') })),
  )
  .put('/calendar/:id/state', said('Its next state, or back to a draft'), valid('param', itemId), valid('json', itemState), async (c) =>
    c.json(await setState(c.var.deps, staffOf(c), { ...c.req.valid('json'), ...c.req.valid('param') })),
  )
  .put('/calendar/:id/author', said('In one’s own name from now on'), valid('param', itemId), valid('json', itemVersion), async (c) =>
    c.json(await takeItem(c.var.deps, staffOf(c), { ...c.req.valid('json'), ...c.req.valid('param') })),
  )
  .put('/calendar/:id/series', said('It comes again every so many weeks'), valid('param', itemId), valid('json', repeated), async (c) =>
    c.json(await repeatItem(c.var.deps, staffOf(c), { ...c.req.valid('json'), ...c.req.valid('param') })),
  )
  .delete(
    '/calendar/:id/series',
    said('It comes again no more after this one'),
    valid('param', itemId),
    valid('query', seenVersion),
    async (c) => c.json(await endRepeating(c.var.deps, staffOf(c), { ...c.req.valid('query'), ...c.req.valid('param') })),
  )
  .post('/calendar/:id/notes', said('A word to colleagues about it'), valid('param', itemId), valid('json', noteInput), async (c) =>
    c.json(await addNote(c.var.deps, staffOf(c), { ...c.req.valid('json'), ...c.req.valid('param') }), 201),
  )
  .delete('/calendar/:id', said('Plan it no longer'), valid('param', itemId), valid('query', seenVersion), async (c) => {
    await removeItem(c.var.deps, staffOf(c), { ...c.req.valid('query'), ...c.req.valid('param') });
    return c.body(null, 204);
  });

async function presentAgenda(c: Context<Env>): Promise<AgendaWire> {
  const { site, member } = staffOf(c);
  const path = await agendaPath(c.var.deps, member);
  return { url: path && siteUrl(c.var.deps.config, site) + path };
}
