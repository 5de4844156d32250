// What one may add to a text, and the choosing of it: at hand, for a browser opens its chooser in the same breath as the click.
import type { ViewerWire } from '#server/threads/wire.ts';

/** What it will take; the server looks at what is in it. */
export const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

export type Uploader = Pick<ViewerWire, 'uploads' | 'films'>;

export const isPlayed = ({ type }: File) => /^(?:audio|video)\//.test(type);

/** Pasted or dropped, it is for the text. */
export const isTaken = (file: File, by: Uploader | null | undefined) =>
  Boolean((file.type.startsWith('image/') && by?.uploads) || (isPlayed(file) && by?.films));

export function choosePicture({ films }: Uploader, take: (file: File) => void) {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = [...PICTURES, ...(films ? ['video/*', 'audio/*'] : [])].join();
  input.addEventListener('change', () => input.files?.[0] && take(input.files[0]));
  input.click();
}
