import { Field, type Typed } from '../accounts/form.tsx';
import type { FieldsProps } from '../forum/kind-parts.tsx';
import { ORDERS } from './input.ts';
import type { Gallery } from './queries.ts';

export const GALLERY_NAMES = ['galleryOrder', 'galleryReaders', 'licenceUrl'] as const;

/** In the form that opens one, and in the one that changes it. */
export function GalleryFields({ t, typed, problem }: FieldsProps) {
  return (
    <>
      <fieldset class="field">
        <legend>{t('gallery.readers')}</legend>
        {(['yes', 'no'] as const).map((readers) => (
          <label class="choice" key={readers}>
            <input type="radio" name="galleryReaders" value={readers} checked={(typed.galleryReaders ?? 'yes') === readers} />
            <span>{t(`gallery.readers.${readers}`)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset class="field">
        <legend>{t('gallery.order')}</legend>
        {ORDERS.map((order) => (
          <label class="choice" key={order}>
            <input type="radio" name="galleryOrder" value={order} checked={(typed.galleryOrder ?? 'newest') === order} />
            <span>{t(`gallery.order.${order}`)}</span>
          </label>
        ))}
      </fieldset>
      <Field
        name="licenceUrl"
        type="url"
        label={t('gallery.licence')}
        help={t('gallery.licenceHelp')}
        required={false}
        value={typed.licenceUrl}
        {...(problem && { problem })}
      />
    </>
  );
}

/** What was typed, as the API takes it. */
export const galleryTyped = ({ galleryOrder, galleryReaders, licenceUrl }: Typed): Record<string, unknown> => ({
  order: galleryOrder || 'newest',
  readers: galleryReaders !== 'no',
  licenceUrl: licenceUrl?.trim() || null,
});

/** What it is, as its form shows it. */
export const typedFrom = ({ order, readers, licenceUrl }: Gallery): Typed => ({
  galleryOrder: order,
  galleryReaders: readers ? 'yes' : 'no',
  licenceUrl: licenceUrl ?? '',
});
