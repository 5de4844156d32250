import { eq } from 'drizzle-orm';
import { check } from '../accounts/form.tsx';
import type { OpeningDetails } from '../threads/kind-details.ts';
import { galleryInput } from './input.ts';

/** What a gallery is, said by whoever opens it. Whatever readers show in it waits for a moderator; what they only say does not. Refuses `invalid`. */
export function planGallery(given: Readonly<Record<string, unknown>>): OpeningDetails {
  const gallery = check(galleryInput, given);
  return {
    text: gallery.licenceUrl ?? '',
    insert: async (tx, { id: threadId, siteId }) => {
      const { galleries, threads } = tx.t;
      await tx.insert(galleries).values({ ...gallery, threadId, siteId });
      await tx
        .update(threads)
        .set({ screening: { effects: { media: 'hold' } } })
        .where(eq(threads.id, threadId));
    },
  };
}
