declare const process: { getBuiltinModule(name: 'node:fs'): { readFileSync(file: URL, encoding: 'utf8'): string } };

/** The component's sheet, minified: `first` is what the first drawing needs, `more` what joins it, `rare` what only some need. */
export const readStyles = (): [first: string, more: string, rare: string] => [
  readStyle('tokens.css') + readStyle('thread.css'),
  readStyle('more.css'),
  readStyle('rare.css'),
];

function readStyle(file: string): string {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  return minify(readFileSync(new URL(file, import.meta.url), 'utf8'));
}

/** Enough for our own sheets: no strings with runs of spaces, no comment inside a value. */
export function minify(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/ ?>(?!=) ?/g, '>')
    .replace(/(?<=[ :,(-])0\./g, '.')
    .replace(/;\}/g, '}')
    .trim();
}
