/** Characters: two lines of a list. */
const MOST = 160;

/** One line of it, ending at a word. */
export const shorten = (text: string, most = MOST): string => cutAtWord(text.replace(/\s+/g, ' '), most);

/** As it is, ending at a word. */
export const cutAtWord = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/\s\S*$/, '')}…`;
