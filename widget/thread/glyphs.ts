// What a site's reactions are drawn with, chosen among these. The server sends the strokes: a reader's page carries those it shows.
export const glyphs = {
  heart: 'M8 13.3S2 9.8 2 5.9A3 3 0 0 1 8 5a3 3 0 0 1 6 .9c0 3.9-6 7.4-6 7.4z',
  spark: 'M8 1.8v3M8 11.2v3M1.8 8h3M11.2 8h3M3.8 3.8l1.8 1.8M10.4 10.4l1.8 1.8M12.2 3.8l-1.8 1.8M5.6 10.4l-1.8 1.8',
  differ: 'M3 6h10M3 10h10M10.5 3l-5 10',
  smile: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6 6.4h.01M10 6.4h.01M5.4 9.4a3 3 0 0 0 5.2 0',
  sad: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6 6.4h.01M10 6.4h.01M5.4 10.8a3 3 0 0 1 5.2 0',
  bulb: 'M6 12h4M6.5 14h3M5.6 10C4.5 9.2 4 8 4 6.7a4 4 0 0 1 8 0c0 1.3-.5 2.5-1.6 3.3z',
  question: 'M5.6 6A2.4 2.4 0 1 1 8 8.5V10M8 12.6h.01',
  star: 'm8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z',
} as const;

export type Glyph = keyof typeof glyphs;
