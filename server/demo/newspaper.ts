import type { DemoArticle } from './article.ts';
import { articles } from './articles.ts';
import { furniture, wordOfTheWeek } from './furniture.ts';
import { page, printedAt, type PageOptions } from './page.ts';
import { typeset } from './typeset.ts';

/** The front page. `counts` is published comments by article id; an article that is not in it shows none. */
export function frontPage(options: PageOptions & { counts: Record<string, number> }): string {
  const { counts } = options;
  const [lead, second, third, ...others] = articles.map((article) => ({ article, count: counts[article.id] ?? 0 })) as [
    Item,
    Item,
    Item,
    ...Item[],
  ];
  const [derby, canteen, copper, seeds, dictation, lock, guide, carnet] = others as [Item, Item, Item, Item, Item, Item, Item, Item];
  const main = `<div class="front">
<div class="of-8 first lead">${story(lead)}</div>
<div class="of-4 first ruled stack">${story(second, 'second')}${story(third, 'plain', false)}</div>
<div class="of-3">${story(derby)}</div>
<div class="of-3 ruled">${story(canteen)}</div>
<div class="of-3 ruled turn">${story(copper)}</div>
<div class="of-3 ruled">${story(seeds)}</div>
<section class="of-4" lang="en" aria-labelledby="english"><h2 class="board" id="english">From our English pages</h2><div class="stack">${story(lock)}${story(guide, 'plain', false)}</div>${wordOfTheWeek}</section>
<section class="of-4 ruled" aria-labelledby="carnet"><h2 class="board" id="carnet">${typeset('Carnet et rendez-vous')}</h2><div class="stack">${story(carnet)}${story(dictation, 'plain brief')}</div></section>
<aside class="of-4 ruled" aria-label="Aujourd’hui">${furniture(mostDiscussed(counts), options.origin)}</aside>
</div>`;
  return page({ lang: 'fr', title: 'Le Courrier de Saint-Aubin', description: lead.article.standfirst, main, inner: false }, options);
}

/**
 * An article's page, or null where there is none. `rendered` is the answer of GET /embed/thread: the whole element,
 * with its declarative shadow root, in the place of the one a publisher pastes; `quoted` the id of the comment it quotes.
 */
export function articlePage(slug: string, options: PageOptions & { rendered?: string; quoted?: string }): string | null {
  const article = articles.find((one) => one.slug === slug);
  if (!article) return null;
  const main = `<article>
<header class="piece head">
<p class="rubric">${rubric(article)}</p>
<h1>${article.title}</h1>
<p class="standfirst">${article.standfirst}</p>
<p class="meta">${byline(article)}<br>${printedAt(article, options.now)}</p>
</header>
<figure class="plate">${article.drawing}<figcaption>${article.caption}</figcaption></figure>
<div class="piece body">${article.body}</div>
</article>
${options.quoted ? quotation(options.quoted, options.origin) : ''}<div class="piece talkback" id="commentaires">
<script src="${options.origin}/embed.js" async></script>
${options.rendered ?? element(article, options.origin)}
</div>
${alsoRead(article, options.origin)}`;
  const title = `${article.title} – Le Courrier de Saint-Aubin`;
  return page({ lang: article.lang, title, description: article.standfirst, main, inner: true }, options);
}

/** One reader's comment, as a publisher pastes it. */
const quotation = (id: string, origin: string) =>
  `<aside class="piece quoted" aria-labelledby="lu"><h2 class="board" id="lu">Lu dans le forum</h2>
<script src="${origin}/quotes.js" async></script>
<terrasse-post post="${id}"><a href="${origin}/p/${id}">${typeset("Le mot d'un lecteur")}</a></terrasse-post></aside>
`;

/** `count`: null where the page asks for it itself. */
type Item = { article: DemoArticle; count: number | null };

function element({ id, lang }: DemoArticle, origin: string): string {
  const invitation = lang === 'fr' ? 'Lire les commentaires' : 'Read the comments';
  return `<terrasse-thread site="courrier" article="${id}" lang="${lang}"><a href="${origin}/a/${id}">${invitation}</a></terrasse-thread>`;
}

function story({ article, count }: Item, style = '', drawn = true): string {
  const link = `/demo/articles/${article.slug}`;
  return `<article class="story ${style}"${article.lang === 'en' ? ' lang="en"' : ''}>
${drawn ? `<a class="thumb" href="${link}" tabindex="-1" aria-hidden="true">${article.drawing}</a>` : ''}
<p class="rubric">${rubric(article)}</p>
<h2><a href="${link}">${article.title}</a></h2>
<p class="lede">${article.standfirst}</p>
<p class="meta">${byline(article)}${count === 0 ? '' : ` · <a class="talk" href="${link}#commentaires">${count === null ? asked(article) : counted(count, article.lang)}</a>`}</p>
</article>`;
}

function rubric({ section, audience }: DemoArticle): string {
  return audience === 'subscribers' ? `${section} <span class="lock">· commentaires réservés aux abonnés</span>` : section;
}

function byline({ lang, bylines }: DemoArticle): string {
  return lang === 'fr' ? `Par ${bylines.join(' et ')}` : `By ${bylines.join(' and ')}`;
}

function counted(count: number, lang: 'fr' | 'en'): string {
  const number = new Intl.NumberFormat(lang).format(count);
  if (lang === 'en') return `${number} ${count === 1 ? 'comment' : 'comments'}`;
  return `${number} ${count < 2 ? 'commentaire' : 'commentaires'}`;
}

/** As a publisher pastes it. */
const asked = ({ id, lang }: DemoArticle) =>
  `<terrasse-count site="courrier" article="${id}" words>${lang === 'fr' ? 'Commentaires' : 'Comments'}</terrasse-count>`;

function mostDiscussed(counts: Record<string, number>): string {
  return articles
    .filter((article) => counts[article.id])
    .sort((a, b) => counts[b.id]! - counts[a.id]!)
    .slice(0, 5)
    .map(
      ({ id, slug, title, lang }) =>
        `<li><a href="/demo/articles/${slug}#commentaires" lang="${lang}">${title}</a><b>${new Intl.NumberFormat('fr').format(counts[id]!)}</b></li>`,
    )
    .join('');
}

function alsoRead(article: DemoArticle, origin: string): string {
  const place = articles.indexOf(article);
  const others = [1, 2, 3].map((step) => articles[(place + step) % articles.length]!);
  return `<section class="more" lang="fr" aria-labelledby="aussi"><h2 id="aussi">À lire aussi</h2><ul>${others.map((other) => `<li>${story({ article: other, count: null })}</li>`).join('')}</ul><script src="${origin}/counts.js" async></script></section>`;
}
