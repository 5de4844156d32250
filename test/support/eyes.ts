// For journeys of accessibility: what axe says of a page as it is drawn, and where the keyboard is.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

type Look = { width: number; colorScheme: 'light' | 'dark' };

/** A desktop by day. */
export const WIDE: Look[] = [{ width: 1280, colorScheme: 'light' }];
/** For what differs little from what was judged in more: a phone by night. */
export const ONE_LOOK: Look[] = [{ width: 390, colorScheme: 'dark' }];
export const TWO_LOOKS: Look[] = [...ONE_LOOK, ...WIDE];
export const ALL_LOOKS: Look[] = [...TWO_LOOKS, { width: 390, colorScheme: 'light' }, { width: 1280, colorScheme: 'dark' }];

/** Axe finds nothing, by any of its rules, in any of these looks. Each look is judged, and told of with its state. */
export async function expectClean(page: Page, state: string, looks = TWO_LOOKS) {
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}, ${nodes.length} times: ${nodes[0]!.target.join(' ')}: ${nodes[0]!.failureSummary}`,
    );
    expect.soft(found, `${state}, ${width} wide, ${colorScheme}`).toEqual([]);
  }
}

/** The element that keys go to, through shadow roots; null where they go to nothing. */
export const focusOf = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    // A field may leave it to the form around it to show where one is.
    const outlined = [at, at.closest('form')].some((element) => {
      const { outlineStyle, outlineWidth, boxShadow } = element
        ? getComputedStyle(element)
        : { outlineStyle: 'none', outlineWidth: '0', boxShadow: 'none' };
      return boxShadow !== 'none' || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1);
    });
    const { top, bottom, left, right } = at.getBoundingClientRect();
    return {
      what: `<${at.localName}> ${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 40)}`,
      outlined,
      inView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
  });

/** Presses Tab until keys go there; at each stop one sees where one is. */
export async function tabTo(page: Page, place: Locator, key = 'Tab') {
  const stops: string[] = [];
  for (let i = 0; i < 220; i++) {
    await page.keyboard.press(key);
    const focus = await focusOf(page);
    if (focus) {
      stops.push(focus.what);
      expect.soft(focus, `after ${key} ${i + 1}: ${focus.what}`).toMatchObject({ outlined: true, inView: true });
    }
    if ((await place.and(page.locator(':focus')).count()) > 0) return;
  }
  throw new Error(`never reached; the stops were:\n${stops.join('\n')}`);
}

/** How far the page can be scrolled sideways, in pixels. */
export const sideways = (page: Page) =>
  page.evaluate(() => {
    scrollTo(10_000, scrollY);
    const far = scrollX;
    scrollTo(0, scrollY);
    return far;
  });
