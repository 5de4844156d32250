// Those of the parts that only some need.
export const down = 'm4 6 4 4 4-4';
export const clock = 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 4.8V8l2.2 1.6';
export const cross = 'm4 4 8 8M12 4l-8 8';
export const people =
  'M6 3.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6M2 13.2c0-2.4 1.6-3.8 4-3.8s4 1.4 4 3.8M10.6 3.6a2.2 2.2 0 0 1 0 3.9M11.6 9.7c1.6.5 2.4 1.7 2.4 3.5';
