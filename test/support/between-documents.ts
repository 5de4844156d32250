import type { Locator } from 'playwright-core';

/** What the driver says where it asked while one document had gone and the next had not come: its script met a window without any. */
const NO_DOCUMENT = "search for 'nodeName' in null";

const patched = new WeakSet<object>();

/**
 * From now on what is asked of any locator just while its page changes documents is asked again: nothing was found then, so
 * nothing was done. The driver tries again by itself whatever else a navigation breaks, and takes this for a fault of its caller.
 */
export function askAgain(locator: Locator) {
  const methods = Object.getPrototypeOf(locator) as Record<string, unknown>;
  if (patched.has(methods)) return;
  patched.add(methods);
  for (const name of Object.getOwnPropertyNames(methods)) {
    const method = methods[name];
    if (!(method instanceof AsyncFunction)) continue;
    methods[name] = async function (this: Locator, ...given: unknown[]) {
      for (;;) {
        try {
          return await Reflect.apply(method, this, given);
        } catch (error) {
          if (!String(error).includes(NO_DOCUMENT)) throw error;
        }
      }
    };
  }
}

const AsyncFunction = (async () => {}).constructor as new () => (...given: unknown[]) => Promise<unknown>;
