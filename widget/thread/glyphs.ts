// What a site's reactions and badges are drawn with, chosen among these. The server sends the strokes: a reader's page carries those it shows.
export const glyphs = {
  heart: 'M8 13.3S2 9.8 2 5.9A3 3 0 0 1 8 5a3 3 0 0 1 6 .9c0 3.9-6 7.4-6 7.4z',
  spark: 'M8 1.8v3M8 11.2v3M1.8 8h3M11.2 8h3M3.8 3.8l1.8 1.8M10.4 10.4l1.8 1.8M12.2 3.8l-1.8 1.8M5.6 10.4l-1.8 1.8',
  differ: 'M3 6h10M3 10h10M10.5 3l-5 10',
  smile: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6 6.4h.01M10 6.4h.01M5.4 9.4a3 3 0 0 0 5.2 0',
  sad: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M6 6.4h.01M10 6.4h.01M5.4 10.8a3 3 0 0 1 5.2 0',
  bulb: 'M6 12h4M6.5 14h3M5.6 10C4.5 9.2 4 8 4 6.7a4 4 0 0 1 8 0c0 1.3-.5 2.5-1.6 3.3z',
  question: 'M5.6 6A2.4 2.4 0 1 1 8 8.5V10M8 12.6h.01',
  tick: 'm3 8.6 3.3 3.3L13 4.9',
  camera: 'M2.5 5h2.6l1-1.6h3.8l1 1.6h2.6v7.6h-11zM8 6.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8',
  calendar: 'M3 4h10v9.5H3zM3 7h10M5.6 2.5V5M10.4 2.5V5',
  leaf: 'M3 13c0-6 3.5-9.5 10-10 0 6.5-3 10-9 9M3 13l5.5-5.5',
  people:
    'M6 3.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6M2 13.2c0-2.4 1.6-3.8 4-3.8s4 1.4 4 3.8M10.6 3.6a2.2 2.2 0 0 1 0 3.9M11.6 9.7c1.6.5 2.4 1.7 2.4 3.5',
  star: 'm8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z',
} as const;

export type Glyph = keyof typeof glyphs;
