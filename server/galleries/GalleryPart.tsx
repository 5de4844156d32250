import type { Context } from 'hono';
import type { VNode } from 'preact';
import type { There } from '../forum/kind-parts.tsx';
import { actorOf, type Env } from '../http/who.ts';
import type { JsonLd } from '../machines/json-ld.ts';
import { spacesOf } from '../members/queries.ts';
import { wordsOf } from '../pages/page.tsx';
import { isNewsroom, moderates } from '../threads/policy.ts';
import type { ThreadPage } from '../threads/wire.ts';
import { galleryIn, picturesOf } from './queries.ts';
import type { GalleryPictureWire } from './wire.ts';

/** Pixels of one in the grid, and of one seen by itself, where a browser chooses no width. */
const [IN_GRID, ALONE] = [480, 1600];

/** The smallest that fills so many pixels. */
export const sourceOf = ({ url, widths }: GalleryPictureWire, pixels: number) =>
  `${url}/${widths.find((width) => width >= pixels) ?? widths.at(-1)!}`;
export const sourcesOf = ({ url, widths }: GalleryPictureWire) => widths.map((width) => `${url}/${width} ${width}w`).join(', ');

/** On its thread's page, above what is written in it: each picture leads to its own page, or opens in a viewer where there is a script. */
export async function GalleryPart(c: Context<Env>, { site, thread }: There): Promise<VNode | null> {
  const { deps } = c.var;
  const gallery = await galleryIn(deps.db.read, thread.id);
  if (!gallery) return null;
  const t = wordsOf(c);
  const pictures = await picturesOf(deps.db.read, gallery, deps.now());
  const actor = await actorOf(c, site);
  const ours = actor !== null && isNewsroom(actor.member);
  const arranges = ours && moderates({ site, spaces: await spacesOf(deps.db.read, actor.member) }, thread);
  return (
    <section class="gallery" aria-labelledby="gallery">
      <p class="kicker" id="gallery">
        {t('gallery.count', { n: pictures.length })}
      </p>
      {pictures.length > 0 && (
        <ul
          class="pictures"
          data-gallery={t('gallery.viewer')}
          data-close={t('gallery.close')}
          data-next={t('gallery.next')}
          data-before={t('gallery.before')}
        >
          {pictures.map((picture) => (
            <li key={picture.id}>
              <a
                href={`/galleries/${thread.uid}/pictures/${picture.id}`}
                data-large={sourceOf(picture, ALONE)}
                data-credit={picture.credit ?? undefined}
              >
                <img
                  src={sourceOf(picture, IN_GRID)}
                  srcset={sourcesOf(picture)}
                  sizes="(width < 40rem) 50vw, 17rem"
                  width={picture.width}
                  height={picture.height}
                  alt={picture.alt}
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="line">
        {(gallery.readers || ours) && (
          <a class="btn" href={`/galleries/${thread.uid}/new`}>
            {t(ours ? 'gallery.add' : 'gallery.propose')}
          </a>
        )}
        {arranges && <a href={`/galleries/${thread.uid}/settings`}>{t('gallery.settings')}</a>}
        {gallery.licenceUrl && (
          <a href={gallery.licenceUrl} rel="license noopener">
            {t('gallery.licensed')}
          </a>
        )}
      </p>
      {pictures.length > 0 && <script src={deps.assets.manifest.gallery} async />}
    </section>
  );
}

/** https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata */
export async function galleryData(c: Context<Env>, { thread }: There, page: ThreadPage): Promise<JsonLd[]> {
  const { deps } = c.var;
  const gallery = await galleryIn(deps.db.read, thread.id);
  const pictures = gallery ? await picturesOf(deps.db.read, gallery, deps.now()) : [];
  if (!gallery || pictures.length === 0) return [];
  return [
    {
      '@type': 'ImageGallery',
      name: page.thread.title,
      url: page.thread.url,
      associatedMedia: pictures.map((picture) => ({
        '@type': 'ImageObject',
        contentUrl: sourceOf(picture, picture.width),
        width: picture.width,
        height: picture.height,
        caption: picture.alt,
        ...(picture.credit && { creditText: picture.credit }),
        ...(gallery.licenceUrl && { license: gallery.licenceUrl }),
      })),
    },
  ];
}
