import type { Page } from 'playwright-core';
import { GUARD, stampForm } from '#server/accounts/sign-up-guard.ts';
import type { Town } from './town.ts';

/** Journeys fill in forms faster than people do: as if the form of signing up had been shown a minute ago. */
export const takeTime = (page: Page, { deps }: Town) =>
  page.route('**/signup*', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const stamp = stampForm(deps.config.secret!, new Date(deps.now().getTime() - 60_000));
    const body = (await response.text()).replace(new RegExp(`(name="${GUARD.stamp}" value=")[^"]*`), `$1${stamp}`);
    return route.fulfill({ response, body });
  });
