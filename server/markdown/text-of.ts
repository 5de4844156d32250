// Apart from what makes HTML: a worker that reads texts needs no window.

/** The words alone, those that describe a picture among them: for excerpts, phases and mails. */
export function textOf(html: string): string {
  return unescapeHtml(
    html
      .replace(/<img [^<>]*?alt="([^"]*)"[^<>]*>/g, '$1\n')
      .replace(/<\/(?:p|li|blockquote|pre|figcaption|summary)>|<br>/g, '\n')
      .replace(/<[^<>]*>/g, ''),
  ).trim();
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
const unescapeHtml = (text: string) =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string, name: string) =>
    code ? String.fromCodePoint(Number(code)) : (entities[name] ?? whole),
  );
