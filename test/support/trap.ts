// For attacks: a browser in which anything that runs, asks elsewhere, leaves the page or breaks a policy is caught.
import type { BrowserContext, Page } from 'playwright-core';

/** What was caught, in the order it happened. `ours`: the only origins a page may ask or go to. */
export async function trap(context: BrowserContext, ours: string[]): Promise<string[]> {
  const caught: string[] = [];
  const isOurs = (url: string) => /^(?:data|about):/.test(url) || ours.includes(new URL(url).origin.replace(/^ws/, 'http'));
  await context.exposeBinding('caughtByTest', (_, what: string) => void caught.push(what));
  await context.addInitScript(() => {
    const { caughtByTest: tell } = window as unknown as { caughtByTest(what: string): void };
    for (const name of ['alert', 'confirm', 'prompt', 'print'] as const) window[name] = () => tell(`ran ${name}`) as never;
    addEventListener('securitypolicyviolation', ({ violatedDirective: rule, blockedURI, sample }) =>
      tell(`policy ${rule}: ${blockedURI} ${sample}`),
    );
  });
  context.on('request', (request) => isOurs(request.url()) || caught.push(`asked ${request.url()}`));
  context.on('page', (page) => {
    page.on('dialog', (dialog) => (caught.push(`dialog ${dialog.message()}`), dialog.dismiss()));
    page.on('frameattached', () => caught.push('a frame'));
    page.on('framenavigated', (frame) => isOurs(frame.url()) || caught.push(`went to ${frame.url()}`));
    page.on('pageerror', ({ message }) => caught.push(`error ${message}`));
  });
  return caught;
}

/** Looks at every element of the page, shadow roots too, for what no text of anybody's may have become. */
export function inspect(page: Page): Promise<{ texts: number; wrong: string[] }> {
  return page.evaluate(() => {
    const NEVER =
      /^(?:iframe|frame|object|embed|applet|base|img|image|video|audio|source|math|portal|fencedframe|foreignobject|animate|set|use)$/;
    const WORDS = /^(?:p|br|strong|em|del|blockquote|a|ul|ol|li|code|pre|mark)$/;
    const OF_LINKS = ['href', 'rel', 'target', 'class', 'aria-label'];
    const wrong: string[] = [];
    let texts = 0;
    const look = (root: Document | ShadowRoot | Element) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const tag = element.localName;
        const say = (what: string) => wrong.push(`${what}: ${element.outerHTML.slice(0, 200)}`);
        const names = element.getAttributeNames();
        if (NEVER.test(tag)) say('element');
        if (tag === 'script' && !isOurScript(element as HTMLScriptElement)) say('script');
        if (tag === 'meta' && element.getAttribute('http-equiv')) say('refresh');
        if (names.some((name) => /^on/i.test(name) || name === 'srcdoc')) say('handler');
        for (const name of ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background'])
          if (/^\s*(?:javascript|vbscript|data|blob):/i.test(element.getAttribute(name) ?? '') && tag !== 'link') say(name);
        if (element.matches('.text, .words')) texts++;
        else if (element.closest('.text, .words')) {
          if (!WORDS.test(tag)) say('not of a text');
          if (names.some((name) => tag !== 'a' || !OF_LINKS.includes(name))) say('attribute of a text');
        }
      }
    };
    /** A file of an origin of ours, or data. */
    const isOurScript = ({ src, type }: HTMLScriptElement) =>
      /\bjson$/.test(type) || (src !== '' && /^http:\/\/(?:localhost|127\.0\.0\.1):/.test(src));
    look(document);
    return { texts, wrong };
  });
}
