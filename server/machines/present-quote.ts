import type { Config } from '../config.ts';
import { presentAuthor } from '../posts/present.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import { absolute } from './absolute.ts';
import type { QuoteRow } from './quote-queries.ts';
import type { QuoteWire } from './quote-wire.ts';

export function presentQuote(config: Config, site: Site, row: QuoteRow): QuoteWire {
  const origin = siteUrl(config, site);
  const { articleKey, title, articleTitle } = row;
  const path = articleKey === null || row.inForum ? threadPath({ uid: row.threadUid, title }) : `/a/${encodeURIComponent(articleKey)}`;
  return {
    id: row.uid,
    url: `${origin}/p/${row.uid}`,
    author: presentAuthor(row, { config, site }),
    html: absolute(row.html, origin),
    at: row.createdAt.toISOString(),
    featuredAt: row.featuredAt?.toISOString() ?? null,
    thread: { title: title ?? articleTitle, url: origin + path },
  };
}
