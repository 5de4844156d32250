import { escapeHtml } from '../markdown/escape-html.ts';
import { saidIn, wordsInstead, type Picture, type Played, type Said, type Standing } from './figures.ts';

/** Pixels: for a browser that chooses none by itself. */
const IN_COLUMN = 960;

/** The one way to a picture, a sound or a film in a post; figures.ts reads it again. */
export function drawFigure(uid: string, medium: Standing, said: Said): string {
  if (medium.kind === 'taken')
    return `<figure class="taken" data-media="${uid}"><figcaption>${escapeHtml(medium.words)}</figcaption></figure>`;
  if (medium.kind === 'ended') return `<p><em data-media="${uid}">${wordsInstead(medium.was, said.alt)}</em></p>`;
  return medium.kind === 'image' ? hang(medium, said) : play(medium, said);
}

/** Of each file: how it stands now, and what its author says of it. */
export type Standings = ReadonlyMap<string, { standing: Standing; alt: string; credit: string }>;

const FIGURE = /<figure\b[^]*?<\/figure>|<p><em data-media="[^]*?<\/em><\/p>/g;

/** HTML that was rendered before, with its figures drawn anew, and what stands in the place of one: nothing else in it changes. */
export const redrawFigures = (html: string, standings: Standings): string =>
  html.replace(FIGURE, (figure) => {
    const { uid, ...shown } = saidIn(figure);
    const now = standings.get(uid);
    if (!now) return figure;
    const { alt = inAttribute(now.alt), credit = inText(now.credit) } = shown;
    return drawFigure(uid, now.standing, { alt, credit });
  });

/** As a browser would write them: they are one line, without a sign of a mark and with spaces of one sort (markdown/render.ts). */
const inText = (text: string) => text.replaceAll('&', '&amp;');
const inAttribute = (text: string) => inText(text).replaceAll('"', '&quot;');

/** In a link to it at its largest. */
function hang({ url, width, height, widths }: Picture, { alt, credit }: Said): string {
  const src = `${url}/${widths.findLast((one) => one <= IN_COLUMN) ?? width}`;
  const srcset = widths.map((one) => `${url}/${one} ${one}w`).join(', ');
  const size = `sizes="(min-width: 46em) 42em, 100vw" width="${width}" height="${height}"`;
  // Its address is not the first: what looks for links that somebody wrote (`<a href=`) sees none.
  const picture = `<a class="zoom" href="${url}/${width}" target="_blank"><img src="${src}" alt="${alt}" srcset="${srcset}" ${size} loading="lazy"></a>`;
  return `<figure>${picture}${credit && `<figcaption>${credit}</figcaption>`}</figure>`;
}

/** Nothing plays by itself, nothing is fetched before. What is said of it is seen too: a sound shows nothing else. */
function play({ kind, url, type, width, height, captions, transcript }: Played, { alt, credit }: Said): string {
  const size = kind === 'video' && width && height ? ` width="${width}" height="${height}"` : '';
  const inline = kind === 'video' ? ' playsinline' : '';
  // A page of another origin shows no captions but of a film it was let read.
  const attributes = `src="${url}/play" type="${type}"${size} aria-label="${alt}" controls preload="none"${inline} crossorigin="anonymous"`;
  const lines =
    transcript.length > 0 ? `<details><summary>Transcription</summary><p>${transcript.map(escapeHtml).join('<br>')}</p></details>` : '';
  const caption = `<figcaption>${alt}${credit && `<br><small>${credit}</small>`}</figcaption>`;
  return `<figure class="plays"><${kind} ${attributes}>${captions ? trackOf(url, captions) : ''}</${kind}>${caption}${lines}</figure>`;
}

function trackOf(url: string, language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language)!;
  return `<track kind="captions" src="${url}/captions" srclang="${language}" label="${escapeHtml(name)}" default>`;
}
