import { figuresIn, type Figure } from '../media/figures.ts';
import type { JsonLd } from './json-ld.ts';

/** When what shows them was written, and a picture of where they stand: a film kept as it came has none of its own. */
type Of = { at: string; thumbnail: string };

/**
 * What a post shows, as search engines read it; nothing where it shows nothing.
 * https://developers.google.com/search/docs/appearance/structured-data/video and …/image-license-metadata
 */
export function mediaData(html: string, of: Of): Record<string, JsonLd[]> {
  const figures = Map.groupBy(figuresIn(html), ({ kind }) => kind);
  return Object.fromEntries([...figures].map(([kind, some]) => [kind, some.map((figure) => thingOf(figure, of))]));
}

function thingOf(figure: Figure, { at, thumbnail }: Of): JsonLd {
  const { kind, url, alt, credit } = figure;
  const said = { ...(credit && { creditText: credit }) };
  if (kind === 'image')
    return { '@type': 'ImageObject', contentUrl: `${url}/${figure.width}`, encodingFormat: 'image/webp', caption: alt, ...said };
  const played = { name: alt, description: alt, uploadDate: at, contentUrl: `${url}/play`, encodingFormat: figure.type, ...said };
  if (kind === 'video') return { '@type': 'VideoObject', ...played, thumbnailUrl: thumbnail };
  return { '@type': 'AudioObject', ...played, ...(figure.transcript.length > 0 && { transcript: figure.transcript.join('\n') }) };
}
