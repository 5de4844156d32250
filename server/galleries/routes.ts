import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { letIn } from '../sites/opening.ts';
import { requireArranged, requireFound, type GalleryThere } from './find-gallery.ts';
import { galleryChange } from './input.ts';
import { galleryIn, picturesOf } from './queries.ts';
import { setGallery } from './set-gallery.ts';
import type { GalleryWire } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });

/** A gallery's pictures, in their order; and what the newsroom makes of it. */
export const galleryRoutes = new Hono<Env>()
  .get('/galleries/:id', describeRoute({ summary: 'A gallery’s pictures', tags: ['galleries'] }), valid('param', id), async (c) => {
    const there = await requireFound(c, c.req.valid('param').id);
    await letIn(c, there);
    return show(c, there);
  })
  .put(
    '/galleries/:id',
    describeRoute({ summary: 'A gallery’s order, its licence, whether readers propose pictures', tags: ['desk'] }),
    valid('param', id),
    valid('json', galleryChange),
    async (c) => {
      const there = await requireArranged(c, c.req.valid('param').id);
      await setGallery(c.var.deps, staffOf(c), there, c.req.valid('json'));
      return show(c, there);
    },
  );

async function show(c: Context<Env>, { thread }: GalleryThere) {
  const { deps } = c.var;
  const { order, readers, licenceUrl, ...gallery } = (await galleryIn(deps.db.read, thread.id))!;
  const pictures = await picturesOf(deps.db.read, { order, readers, licenceUrl, ...gallery }, deps.now());
  return c.json({ id: thread.uid, order, readers, licenceUrl, pictures } satisfies GalleryWire);
}
