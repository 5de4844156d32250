import type { Locale } from '../i18n/translate.ts';
import { textOf } from '../markdown/text-of.ts';
import { cut } from '../pages/cut.ts';
import type { Enclosure } from './enclosures.ts';
import { FEED_FORMATS, type FeedFormat } from './feed-formats.ts';
import { documentOf, tag, type Xml } from './xml.ts';

/** Characters, of those who read RSS without its whole texts. */
const SUMMARY = 300;

export type FeedItem = {
  /** For ever, whatever its title becomes. */
  id: string;
  url: string;
  title: string;
  author: { name: string; url: string } | null;
  published: Date;
  updated: Date;
  /** Whole, with no address that depends on where it is read. */
  html: string;
};

export type Feed = {
  title: string;
  description: string;
  lang: Locale;
  /** The page it follows, and its own address. */
  home: string;
  self: string;
  updated: Date;
  items: FeedEntry[];
};
type FeedEntry = FeedItem & { enclosures: Enclosure[] };

/** Atom (RFC 4287), RSS 2.0 (https://www.rssboard.org/rss-specification) or JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export const writeFeed = (feed: Feed, format: FeedFormat): string => ({ atom, rss, json })[format](feed);

function atom({ title, description, lang, home, self, updated, items }: Feed): string {
  return documentOf(
    tag(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang },
      tag('title', {}, title),
      tag('subtitle', {}, description),
      tag('id', {}, home),
      tag('link', { rel: 'self', type: FEED_FORMATS.atom.type, href: self }),
      tag('link', { rel: 'alternate', type: 'text/html', href: home }),
      tag('updated', {}, updated.toISOString()),
      items.map(atomEntry),
    ),
  );
}

const atomEntry = ({ id, url, title, author, published, updated, html, enclosures }: FeedEntry): Xml =>
  tag(
    'entry',
    {},
    tag('title', {}, title),
    tag('id', {}, id),
    tag('link', { rel: 'alternate', type: 'text/html', href: url }),
    enclosures.map(({ url: href, type, title: name, bytes }) =>
      tag('link', { rel: 'enclosure', type, href, length: String(bytes), title: name }),
    ),
    tag('published', {}, published.toISOString()),
    tag('updated', {}, updated.toISOString()),
    // Every entry names somebody (RFC 4287, 4.2.1): who opens an article's conversation is its page.
    author ? tag('author', {}, tag('name', {}, author.name), tag('uri', {}, author.url)) : tag('author', {}, tag('name', {}, title)),
    tag('content', { type: 'html' }, html),
  );

function rss({ title, description, lang, home, self, updated, items }: Feed): string {
  return documentOf(
    tag(
      'rss',
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      },
      tag(
        'channel',
        {},
        tag('title', {}, title),
        tag('link', {}, home),
        tag('description', {}, description),
        tag('language', {}, lang),
        tag('lastBuildDate', {}, updated.toUTCString()),
        tag('atom:link', { rel: 'self', type: FEED_FORMATS.rss.type, href: self }),
        items.map(rssItem),
      ),
    ),
  );
}

const rssItem = ({ id, url, title, author, published, html, enclosures }: FeedEntry): Xml =>
  tag(
    'item',
    {},
    tag('title', {}, title),
    tag('link', {}, url),
    tag('guid', { isPermaLink: 'false' }, id),
    tag('pubDate', {}, published.toUTCString()),
    author && tag('dc:creator', {}, author.name),
    tag('description', {}, cut(textOf(html), SUMMARY)),
    tag('content:encoded', {}, html),
    // One an item: what more there is, its text plays.
    enclosures.slice(0, 1).map(({ url: file, type, bytes }) => tag('enclosure', { url: file, length: String(bytes), type })),
  );

const json = ({ title, description, lang, home, self, items }: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    language: lang,
    home_page_url: home,
    feed_url: self,
    items: items.map(({ id, url, title: name, author, published, updated, html, enclosures }) => ({
      id,
      url,
      title: name.toWellFormed(),
      ...(author && { authors: [author] }),
      date_published: published.toISOString(),
      date_modified: updated.toISOString(),
      content_html: html.toWellFormed(),
      ...(enclosures.length > 0 && { attachments: enclosures.map(attachment) }),
    })),
  });

const attachment = ({ url, type, title, bytes, seconds }: Enclosure) => ({
  url,
  mime_type: type,
  title: title.toWellFormed(),
  size_in_bytes: bytes,
  ...(seconds !== null && { duration_in_seconds: seconds }),
});
