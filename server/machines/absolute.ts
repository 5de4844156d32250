/** A post's HTML as it can be read elsewhere: addresses of ours in full. Made by DOMPurify, its attributes are always quoted. */
export const absolute = (html: string, origin: string) =>
  html.replace(/<[a-z][^<>]*>/g, (tag) => tag.replace(/( (?:href|src|poster)=")\/(?!\/)/g, `$1${origin}/`));
