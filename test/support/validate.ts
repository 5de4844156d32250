import { setImmediate } from 'node:timers/promises';
import { HtmlValidate } from 'html-validate';
import type { Found } from './crawl.ts';

/** https://html-validate.org/rules/, the recommended ones and those about whole documents; what is switched off says why. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Preact writes `<br/>`, which HTML allows.
    'void-style': 'off',
    'doctype-style': 'off',
    // All that our pages load is from where they come from.
    'require-sri': 'off',
    // A button in a form sends it, a field takes a line of text: HTML's own defaults.
    'no-implicit-button-type': 'off',
    'no-implicit-input-type': 'off',
    // Boxes of one question share its name, as HTML has it.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'submit', 'reset'] }],
    // Readers name their conversations.
    'long-title': 'off',
  },
});

/** What is wrong with pages: each fault once, with the first page that has it. */
export async function faultsOf(pages: Found[]): Promise<Record<string, string>> {
  const faults: Record<string, string> = {};
  for (const { path, html } of pages) {
    // It takes its time, and sockets that are closed meanwhile want to be heard of.
    await setImmediate();
    const { results } = await validator.validateString(html);
    for (const { ruleId, message, selector } of results.flatMap(({ messages }) => messages))
      faults[`${ruleId}: ${message} (${selector?.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')})`] ??= path;
  }
  return faults;
}
