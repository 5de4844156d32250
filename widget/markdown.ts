/** A text and what is selected of it. */
export type Selection = { text: string; start: number; end: number };
export type Mark = 'bold' | 'italic' | 'quote' | 'link' | 'list' | 'code';

/** What a tool puts in place of `start..end`, and what is selected then. */
export type Change = { start: number; end: number; put: string; select: [number, number] };

export function mark(kind: Mark, selection: Selection, words: { link: string }): Change {
  const chosen = selection.text.slice(selection.start, selection.end);
  if (kind === 'bold') return wrap(selection, '**', '**');
  if (kind === 'italic') return wrap(selection, '*', '*');
  if (kind === 'quote') return prefix(selection, '> ');
  if (kind === 'list') return prefix(selection, '- ');
  if (kind === 'code') return chosen.includes('\n') ? wrap(selection, '```\n', '\n```') : wrap(selection, '`', '`');
  return link(selection, words.link);
}

/** A second touch takes it off. */
function wrap({ text, start, end }: Selection, before: string, after: string): Change {
  const inside = text.slice(start, end);
  const from = start - before.length;
  const on =
    from >= 0 && text.slice(from, start) === before && text.slice(end, end + after.length) === after && text[from - 1] !== before[0];
  if (on) return { start: from, end: end + after.length, put: inside, select: [from, from + inside.length] };
  return { start, end, put: before + inside + after, select: [start + before.length, start + before.length + inside.length] };
}

function prefix({ text, start, end }: Selection, sign: string): Change {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(from, end).split('\n');
  const on = lines.every((line) => line.startsWith(sign));
  const put = lines.map((line) => (on ? line.slice(sign.length) : sign + line)).join('\n');
  return { start: from, end, put, select: [from + put.length, from + put.length] };
}

/** An address chosen becomes the target; words chosen become what is read. */
function link({ text, start, end }: Selection, placeholder: string): Change {
  const chosen = text.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  const label = isAddress || !chosen ? placeholder : chosen;
  const target = isAddress ? chosen : 'https://';
  const put = `[${label}](${target})`;
  const at = isAddress ? start + 1 : start + label.length + 3;
  return { start, end, put, select: [at, at + (isAddress ? label.length : target.length)] };
}
