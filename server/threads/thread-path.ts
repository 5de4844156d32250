import { slugOf } from './slug.ts';

/** `/t/…/mon-sous-sol-a-pris-l-eau`: the id leads there alone, whatever its title has become. */
export function threadPath({ uid, title }: { uid: string; title: string | null }): string {
  const slug = slugOf(title ?? '');
  return slug ? `/t/${uid}/${slug}` : `/t/${uid}`;
}
