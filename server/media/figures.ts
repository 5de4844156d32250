// What a post shows, as its HTML tells: markdown/render.ts alone makes it, by draw-figure.ts, so that it can be read by its signs.
import type { Config } from '../config.ts';
import { escapeHtml } from '../markdown/escape-html.ts';
import { textOf } from '../markdown/text-of.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { keyFor } from './key.ts';

/** Characters: what an ear takes in at once, and whose picture it is. */
export const [MAX_ALT, MAX_CREDIT] = [500, 120];

/** `url` is that of its folder; `widths` those in which it can be had, the last its own. */
export type Picture = { kind: 'image'; url: string; width: number; height: number; widths: number[] };
/** A sound or a film. `captions`: their language, of a film; `transcript`: a sound's, line by line. */
export type Played = {
  kind: 'audio' | 'video';
  url: string;
  type: string;
  width: number | null;
  height: number | null;
  captions: string | null;
  transcript: string[];
};
/** What a moderator took out, and by what: its author's words for it are not shown either. */
export type Taken = { kind: 'taken'; words: string };
/** Whose rights have ended: what describes it stays. */
export type Ended = { kind: 'ended'; was: Seen['kind'] };
export type Seen = Picture | Played;

/** Where a site's pages find it in that width. */
export const fileUrl = (config: Config, site: Pick<Site, 'host'>, { uid, part }: { uid: string; part: number | 'play' }) =>
  `${siteUrl(config, site)}/media/${uid}/${part}`;

/** By the ids that a source names. */
export type Standing = Seen | Taken | Ended;
export type Shown = ReadonlyMap<string, Standing>;

export type Figure = Seen & { uid: string; alt: string; credit: string | null };

const PICTURE = /<figure><a [^>]*><img ([^>]*)><\/a>(?:<figcaption>([^<]*)<\/figcaption>)?<\/figure>/g;
const PLAYED =
  /<figure class="plays"><(audio|video) ([^>]*)>(?:<track ([^>]*)>)?<\/\1><figcaption>([^<]*)(?:<br><small>([^<]*)<\/small>)?<\/figcaption>(?:<details><summary>[^<]*<\/summary><p>((?:[^<]|<br>)*)<\/p><\/details>)?<\/figure>/g;
/** In French as in English. */
const NAMES = { image: 'Image', audio: 'Audio', video: 'Film' };
const ENDED = /<p><em data-media="([\da-f-]{36})">\[(Image|Audio|Film) – /g;
const TAKEN = /<figure class="taken" data-media="([\da-f-]{36})"><figcaption>([^<]*)<\/figcaption><\/figure>/g;

const attribute = (attributes: string, name: string) => textOf(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
const placeIn = (address: string) => /^(.*\/media\/([\da-f-]{36}))\//.exec(address)!;

function pictureIn([, img, credit]: RegExpExecArray): Figure {
  const of = (name: string) => attribute(img!, name);
  const [, url, uid] = placeIn(of('src'));
  const widths = [...of('srcset').matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));
  const facts = { alt: of('alt'), credit: credit === undefined ? null : textOf(credit) };
  return { kind: 'image', uid: uid!, url: url!, width: Number(of('width')), height: Number(of('height')), widths, ...facts };
}

function playedIn([, kind, attributes, track, alt, credit, lines]: RegExpExecArray): Figure {
  const of = (name: string) => attribute(attributes!, name);
  const [, url, uid] = placeIn(of('src'));
  return {
    kind: kind as Played['kind'],
    uid: uid!,
    url: url!,
    type: of('type'),
    width: Number(of('width')) || null,
    height: Number(of('height')) || null,
    captions: track === undefined ? null : attribute(track, 'srclang'),
    transcript: lines === undefined ? [] : lines.split('<br>').map(textOf),
    alt: textOf(alt!),
    credit: credit === undefined ? null : textOf(credit),
  };
}

/** `alt` and `credit` as they are written in HTML. */
export type Said = { alt: string; credit: string };

/** What a figure, or what stands in the place of one, says of itself: of one that ended no credit is shown, of one taken out nothing. */
export function saidIn(figure: string): Partial<Said> & { uid: string } {
  const ended = /^<p><em data-media="([\da-f-]{36})">\[\w+ – ([^]*)\]<\/em><\/p>$/.exec(figure);
  if (ended) return { uid: ended[1]!, alt: ended[2]! };
  const taken = /^<figure class="taken" data-media="([\da-f-]{36})">/.exec(figure);
  if (taken) return { uid: taken[1]! };
  const [, uid] = /\/media\/([\da-f-]{36})\//.exec(figure)!;
  const [, alt] = / (?:alt|aria-label)="([^"]*)"/.exec(figure)!;
  const credit = figure.startsWith('<figure class="plays">')
    ? /<br><small>([^<]*)<\/small>/.exec(figure)
    : /<figcaption>([^<]*)</.exec(figure);
  return { uid: uid!, alt: alt!, credit: credit?.[1] ?? '' };
}

/** Pictures first, then what plays. */
export const figuresIn = (html: string): Figure[] => [
  ...Array.from(html.matchAll(PICTURE), pictureIn),
  ...Array.from(html.matchAll(PLAYED), playedIn),
];

/** What a text that was rendered before shows. */
export const shownIn = (html: string): Shown =>
  new Map([
    ...figuresIn(html).map(({ uid, ...seen }): [string, Standing] => [uid, seen]),
    ...Array.from(html.matchAll(TAKEN), ([, uid, words]): [string, Taken] => [uid!, { kind: 'taken', words: textOf(words!) }]),
    ...Array.from(html.matchAll(ENDED), ([, uid, name]): [string, Ended] => [uid!, { kind: 'ended', was: wasOf(name!) }]),
  ]);

const wasOf = (name: string) => (Object.keys(NAMES) as Seen['kind'][]).find((kind) => NAMES[kind] === name)!;

/** What remains to be read of one that is not shown (any more); `alt` is written as in HTML already. */
export const wordsInstead = (kind: Seen['kind'], alt: string) => `[${NAMES[kind]} – ${alt}]`;

/** The same HTML with words in the place of what is not `shown` (any more): its address answers nobody. */
export const withWordsFor = (html: string, shown: Shown): string =>
  html.replace(PICTURE, (figure) => wordsFor(figure, shown)).replace(PLAYED, (figure) => wordsFor(figure, shown));

function wordsFor(figure: string, shown: Shown): string {
  const [{ uid, kind, alt }] = figuresIn(figure) as [Figure];
  const now = shown.get(uid);
  if (now?.kind === 'taken') return `<p><em>[${escapeHtml(now.words)}]</em></p>`;
  return now && now.kind !== 'ended' ? figure : `<p><em>${wordsInstead(kind, escapeHtml(alt))}</em></p>`;
}

/** The same HTML for who may see it while it is not public: each file with a key that opens it for a while. */
export const withKeys = (html: string, config: Config, now: Date): string => {
  const keyed = (figure: string) =>
    figure.replace(
      /(\/media\/([\da-f-]{36})\/(?:\d+|play|captions))(?=["\s])/g,
      (_, file: string, uid: string) => `${file}?key=${keyFor(config, uid, now)}`,
    );
  return html.replace(PICTURE, keyed).replace(PLAYED, keyed);
};
