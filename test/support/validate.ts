import { HtmlValidate } from 'html-validate';

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
    // Readers name their conversations.
    'long-title': 'off',
  },
});

/** What is wrong with a page: the rule, where, what. */
export async function faultsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, column, message, selector }) => `${ruleId} ${line}:${column} ${message} ${selector ?? ''}`),
  );
}
