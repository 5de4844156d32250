import type { Context } from 'hono';
import type { Env } from '../http/who.ts';
import { siteUrl } from '../sites/url.ts';
import { FEED_FORMATS } from './feed-formats.ts';
import { inScript } from '../../widget/thread/in-script.ts';
import type { JsonLd } from './json-ld.ts';
import { mayShow, type Shown } from './search-engines.ts';

/** What a page says of itself to machines. One that says nothing is for no search engine. */
export type PageHead = {
  of: Shown;
  /** Search engines are to leave it out for now: nobody wrote there, or not everybody may read it. */
  hidden?: boolean;
  /** Where it is found, if not at the address that was asked. */
  path?: string;
  /** Where it is called otherwise than at the top of a browser. */
  title?: string;
  description: string;
  type?: 'website' | 'article' | 'profile';
  /** A picture of 1200 × 630 pixels, and what it shows. */
  picture?: { path: string; alt: string } | undefined;
  /** Its feeds are there: `/s/ville` has `/s/ville/feed.atom`. */
  feeds?: string;
  /** The page after it: `?cursor=…`. */
  next?: string | undefined;
  /** The address of what others may show on their pages (oembed-routes.ts). */
  shared?: string;
  data?: JsonLd[];
};

/** Whether search engines may show it: its site says so, and the page itself. */
export const isShown = ({ var: { site } }: Context<Env>, head: PageHead | undefined): head is PageHead =>
  head !== undefined && site !== null && !head.hidden && mayShow(site, head.of);

/** Those of what it was asked for that make another page of it. */
const KEPT = ['cursor', 'before', 'lang'];
const LANGUAGES = ['fr', 'en'] as const;
const REGION = { fr: 'fr_FR', en: 'en_GB' };

type Props = { c: Context<Env>; title: string; head: PageHead | undefined };

/** In the `<head>` of our own pages: the one address of a page, in which languages it is, what it looks like where it is linked to. */
export function Head({ c, title, head }: Props) {
  const { site, locale, deps } = c.var;
  const shown = isShown(c, head);
  if (!head || !site) return <meta name="robots" content="noindex" />;
  const origin = siteUrl(deps.config, site);
  const asked = new URLSearchParams(KEPT.flatMap((name) => (c.req.query(name) ? [[name, c.req.query(name)!]] : [])));
  const at = (query: URLSearchParams) => `${origin}${head.path ?? c.req.path}${query.size > 0 ? `?${query}` : ''}`;
  return (
    <>
      {!shown && <meta name="robots" content="noindex" />}
      <meta name="description" content={head.description} />
      <link rel="canonical" href={at(asked)} />
      {head.next && <link rel="next" href={at(new URLSearchParams({ ...Object.fromEntries(asked), cursor: head.next }))} />}
      {LANGUAGES.map((lang) => (
        <link key={lang} rel="alternate" hreflang={lang} href={at(new URLSearchParams({ ...Object.fromEntries(asked), lang }))} />
      ))}
      <link rel="alternate" hreflang="x-default" href={at(without(asked, 'lang'))} />
      <Card
        title={head.title ?? title}
        name={site.settings.forumName}
        region={REGION[locale]}
        url={at(without(asked, 'lang'))}
        origin={origin}
        head={head}
      />
      {head.feeds !== undefined &&
        Object.entries(FEED_FORMATS).map(([format, { type, name }]) => (
          <link key={format} rel="alternate" type={type} title={`${title} (${name})`} href={`${head.feeds}/feed.${format}`} />
        ))}
      {head.shared &&
        (['json', 'xml'] as const).map((format) => (
          <link
            key={format}
            rel="alternate"
            type={format === 'json' ? 'application/json+oembed' : 'text/xml+oembed'}
            title={title}
            href={`${origin}/oembed?${new URLSearchParams({ url: `${origin}${head.shared}`, format })}`}
          />
        ))}
      {shown &&
        head.data?.map((data, i) => (
          <script
            key={i}
            type="application/ld+json"
            dangerouslySetInnerHTML={{ __html: inScript({ '@context': 'https://schema.org', ...data }) }}
          />
        ))}
    </>
  );
}

type CardProps = { title: string; name: string; region: string; url: string; origin: string; head: PageHead };

/** What is shown where somebody links to it: https://ogp.me */
function Card({ title, name, region, url, origin, head: { description, type = 'website', picture } }: CardProps) {
  const said = {
    'og:title': title,
    'og:description': description,
    'og:type': type,
    'og:url': url,
    'og:site_name': name,
    'og:locale': region,
    ...(picture && {
      'og:image': `${origin}${picture.path}`,
      'og:image:type': 'image/png',
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': picture.alt,
    }),
  };
  return (
    <>
      {Object.entries(said).map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      <meta name="twitter:card" content={picture ? 'summary_large_image' : 'summary'} />
    </>
  );
}

function without(query: URLSearchParams, name: string): URLSearchParams {
  const rest = new URLSearchParams(query);
  rest.delete(name);
  return rest;
}
