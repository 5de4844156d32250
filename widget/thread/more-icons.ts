// Those of the parts that come after.
export const up = 'm4 10 4-4 4 4';
export const tick = 'm3 8.5 3.2 3.2L13 5';
export const noSignal =
  'M2 2l12 12M5 8.6A4.5 4.5 0 0 1 7 7.7M2.5 6a8 8 0 0 1 2.2-1.5M8 4a8 8 0 0 1 5.5 2M9.8 7.9a4.5 4.5 0 0 1 1.2.7M8 12h.01';
export const quote = 'M6.5 4.5C4.4 5 3 6.6 3 9v2.5h3.5V8H5M13 4.5C10.9 5 9.5 6.6 9.5 9v2.5H13V8h-1.5';
export const link =
  'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8';
export const list = 'M6 4h7.5M6 8h7.5M6 12h7.5M2.7 4h.01M2.7 8h.01M2.7 12h.01';
export const code = 'm5.5 4.5L2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5';
export const dots = 'M3 8h.01M8 8h.01M13 8h.01';
export const warning = 'M8 2 1.8 13.2h12.4zM8 6.5v3M8 11.4h.01';
export const picture = 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 3 3 1.8-1.8 3.2 3.2M10.5 6h.01';
