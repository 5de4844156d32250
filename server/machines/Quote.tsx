import type { ComponentChildren } from 'preact';
import { dateOf, translate, type Locale } from '../i18n/translate.ts';
import { textOf } from '../markdown/text-of.ts';
import { cut } from '../pages/cut.ts';
import type { QuoteWire } from './quote-wire.ts';

/** Characters of a pick; a post quoted by itself stands whole. */
const EXCERPT = 400;

type Said = { lang: Locale; timeZone: string };

/** One post, or the line that stands where it stood. */
export const renderQuote = (quote: QuoteWire | null, said: Said) => (
  <div class="quotes" lang={said.lang}>
    {quote ? (
      <Quote quote={quote} {...said}>
        <div dangerouslySetInnerHTML={{ __html: quote.html }} />
      </Quote>
    ) : (
      <p class="gone">{translate(said.lang, 'quote.gone')}</p>
    )}
  </div>
);

/** The newsroom's picks; without any, nothing to look at. */
export const renderQuotes = (quotes: QuoteWire[], said: Said) => (
  <section class="quotes" lang={said.lang} aria-label={translate(said.lang, 'forum.picks')} hidden={quotes.length === 0}>
    {quotes.map((quote) => (
      <Quote key={quote.id} quote={quote} {...said}>
        <p>{cut(textOf(quote.html), EXCERPT)}</p>
      </Quote>
    ))}
  </section>
);

function Quote({ quote: { url, author, at, thread }, lang, timeZone, children }: Said & { quote: QuoteWire; children: ComponentChildren }) {
  return (
    <figure>
      <blockquote cite={url}>{children}</blockquote>
      <figcaption>
        <strong>{author.name}</strong>
        {author.title && <span>{author.title}</span>}
        <span>
          <a href={url}>{thread.title ?? translate(lang, 'thread.article')}</a>
        </span>
        <time dateTime={at}>{dateOf(lang, new Date(at), timeZone)}</time>
      </figcaption>
    </figure>
  );
}
