// What a post shows, as its HTML tells: markdown/render.ts alone makes it, so that it can be read by its signs.
import type { Config } from '../config.ts';
import { textOf } from '../markdown/text-of.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { keyFor } from './key.ts';

/** Characters: what an ear takes in at once, and whose picture it is. */
export const [MAX_ALT, MAX_CREDIT] = [500, 120];

/** `url` is that of its folder; `widths` those in which it can be had, the last its own. */
export type Picture = { url: string; width: number; height: number; widths: number[] };

/** Where a site's pages find it in that width. */
export const fileUrl = (config: Config, site: Pick<Site, 'host'>, { uid, width }: { uid: string; width: number }) =>
  `${siteUrl(config, site)}/media/${uid}/${width}`;

/** By the ids that a source names. */
export type Shown = ReadonlyMap<string, Picture>;

export type Figure = Picture & { uid: string; alt: string; credit: string | null };

const FIGURE = /<figure><a [^>]*><img ([^>]*)><\/a>(?:<figcaption>([^<]*)<\/figcaption>)?<\/figure>/g;

export function figuresIn(html: string): Figure[] {
  return [...html.matchAll(FIGURE)].map(([, img, credit]) => {
    const of = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(img!)?.[1] ?? '';
    const [, url, uid] = /^(.*\/media\/([\da-f-]{36}))\//.exec(textOf(of('src')))!;
    const widths = [...of('srcset').matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));
    const facts = { alt: textOf(of('alt')), credit: credit === undefined ? null : textOf(credit) };
    return { uid: uid!, url: url!, width: Number(of('width')), height: Number(of('height')), widths, ...facts };
  });
}

/** What a text that was rendered before shows. */
export const shownIn = (html: string): Shown => new Map(figuresIn(html).map(({ uid, ...picture }) => [uid, picture]));

/** The same HTML with words in the place of what is not `shown` (any more): its address answers nobody. */
export const withWordsFor = (html: string, shown: Shown): string =>
  html.replace(FIGURE, (figure) => {
    const [{ uid }] = figuresIn(figure) as [Figure];
    return shown.has(uid) ? figure : `<p><em>[Image – ${/ alt="([^"]*)"/.exec(figure)![1]}]</em></p>`;
  });

/** The same HTML for who may see it while it is not public: each picture with a key that opens it for a while. */
export const withKeys = (html: string, config: Config, now: Date): string =>
  html.replace(FIGURE, (figure) =>
    figure.replace(/(\/media\/([\da-f-]{36})\/\d+)(?=["\s])/g, (_, file: string, uid: string) => `${file}?key=${keyFor(config, uid, now)}`),
  );
