import { expect, test } from 'vitest';
import { loggedPath } from '#server/http/request.ts';

test.each([
  ['/calendars/desk/018f.c2VjcmV0.ics', '/calendars/…'],
  ['/signin/c2VjcmV0', '/signin/…'],
  ['/unsubscribe/c2VjcmV0', '/unsubscribe/…'],
  ['/t/018f/un-marche', '/t/018f/un-marche'],
])('of %s the log holds %s: a secret in an address is not in it', (path, logged) => {
  expect(loggedPath(path)).toBe(logged);
});
