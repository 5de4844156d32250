/** Characters: what one answers to is still before the eyes; a whole page quoted is a page to scroll past. */
const MAX_QUOTE = 600;

export type Quoted = { name: string; url: string; text: string };

/** A passage as Markdown, under the name of whoever wrote it, which leads back. `by`: « {name} : », as its writer's language says it. */
export function quotation({ name, url, text }: Quoted, by: (link: string) => string): string {
  const link = `[${name.replace(/[\\[\]*_`<]/g, String.raw`\$&`)}](${url})`;
  const lines = [by(link), ...shorten(text).split(/\n+/)].filter((line) => line.trim());
  return `${lines.map((line) => `> ${line}`).join('\n')}\n\n`;
}

/** At a space, if there is one not too far. */
function shorten(text: string): string {
  const whole = text.trim();
  if (whole.length <= MAX_QUOTE) return whole;
  const cut = whole.slice(0, MAX_QUOTE);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_QUOTE / 2))}…`;
}

/** What a post says itself, without what it quotes of others. */
export function ownWords(place: Element | null): string {
  const text = place?.querySelector('.post > .text')?.cloneNode(true) as HTMLElement | undefined;
  for (const quote of text?.querySelectorAll('blockquote') ?? []) quote.remove();
  const parts = [...(text?.querySelectorAll('p, li, pre') ?? [])].map((part) => part.textContent.trim());
  return parts.filter(Boolean).join('\n');
}
