import type { DemoArticle } from './article.ts';
import { newspaperStyle } from './newspaper-style.ts';
import { typeset } from './typeset.ts';

export type PageOptions = {
  /** Where Terrasse is served, without a trailing slash. */
  origin: string;
  /** The moment the newspaper came out: what every « minutes ago » of the demo counts from. */
  now: Date;
};

/** A whole page of the newspaper around its main part. */
export function page(
  part: { lang: 'fr' | 'en'; title: string; description: string; main: string; inner: boolean },
  { origin, now }: PageOptions,
): string {
  return `<!doctype html>
<html lang="${part.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${part.title}</title>
<meta name="description" content="${attribute(part.description)}">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#fdfbf6">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171513">
<link rel="icon" href="data:,">
<style>${newspaperStyle}</style>
</head>
<body${part.inner ? ' class="inner"' : ''}>
<a class="skip" href="#contenu" lang="fr">Aller au contenu</a>
<header lang="fr">
<div class="wide strip"><span>${longDate(now)}</span><ul><li><a href="${origin}/">La Terrasse, le forum</a></li><li><a href="/demo/">${typeset("S'abonner")}</a></li></ul></div>
<div class="wide mast">${part.inner ? '' : river}<div><${part.inner ? 'p' : 'h1'} class="name-plate"><a href="/demo/">Le Courrier de Saint-Aubin</a></${part.inner ? 'p' : 'h1'}>${part.inner ? '' : motto}</div>${part.inner ? '' : weather}</div>
<nav class="wide sections" aria-label="Rubriques"><ul>${rubrics.map((name) => `<li><a href="/demo/"${name === 'In English' ? ' lang="en"' : ''}>${name}</a></li>`).join('')}</ul></nav>
</header>
<main id="contenu" class="wide">${part.main}</main>
<footer class="wide foot" lang="fr">
<p>${typeset('Le Courrier de Saint-Aubin, 14 quai des Tanneurs. Fondé en 1887 par un imprimeur et un pêcheur. Directrice de la publication : Hélène Vasseur.')}</p>
<p>${typeset('Journal de démonstration de Terrasse : la ville, la rivière, les gens et leurs commentaires sont inventés.')}</p>
</footer>
</body>
</html>`;
}

/** « Dimanche 22 novembre 2026 », in Saint-Aubin. */
function longDate(date: Date): string {
  const text = new Intl.DateTimeFormat('fr', { dateStyle: 'full', timeZone: 'Europe/Paris' }).format(date);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function printedAt({ lang, publishedMinutesAgo }: DemoArticle, now: Date): string {
  const date = new Date(now.getTime() - publishedMinutesAgo * 60_000);
  const day = new Intl.DateTimeFormat(lang === 'fr' ? 'fr' : 'en-GB', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(date);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Paris' }).format(date);
  const words =
    lang === 'fr' ? typeset(`Publié le ${day} à ${time.replace(':', ' h ').replace(/^0/, '')}`) : `Published on ${day} at ${time}`;
  return `<time datetime="${date.toISOString()}">${words}</time>`;
}

function attribute(text: string): string {
  return text.replaceAll('"', '&quot;');
}

const rubrics = ['Vie municipale', 'La Lieuse', 'Enquête', 'Justice', 'École', 'Sports', 'Culture', 'Carnet', 'In English'];
const motto = `<p class="motto">Le journal de la rivière et de ses deux rives, depuis 1887</p>`;
const river = `<p class="ear">${typeset('La Lieuse ce matin <b>1,84 m</b> au Pont-Neuf, en baisse')}</p>`;
const weather = `<p class="ear">${typeset('Cet après-midi <b>9 °C</b> averses, soleil vers 15 h')}</p>`;
