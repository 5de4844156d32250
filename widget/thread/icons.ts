// Those of the first drawing.
export const fold = 'm4 6 4 4 4-4';
export const turn = 'M4 3v4a3 3 0 0 0 3 3h5M9.5 7.5 12 10l-2.5 2.5';
export const pen = 'm2.5 13.5.8-3.3L10.8 2.7l2.5 2.5-7.5 7.5z';
export const lozenge = 'M8 1.8 13.5 8 8 14.2 2.5 8z';
export const lock = 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5';
