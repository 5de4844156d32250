import type { Entry } from '../db/word-index.ts';
import { textOf } from '../markdown/text-of.ts';
import { languageOf } from '../moderation/language.ts';
import type { Kind } from '../threads/wire.ts';
import { monthOf, yearOf } from './period.ts';
import { wordsOf, type Language } from './words.ts';

export type Source = {
  siteId: number;
  threadId: number;
  authorId: number;
  spaceId: number | null;
  kind: Kind;
  tags: number[];
  html: string;
  /** Of its thread, where it is what the thread opens with. */
  title: string | null;
  lang: string | null;
  locale: Language;
  createdAt: Date;
};

/** What a post is found by: its text, and its thread's title where it opens it. */
export function entryOf(source: Source): Entry {
  const text = textOf(source.html);
  const words = wordsOf(`${source.title ?? ''}\n${text}`, languagesOf(source.lang ?? languageOf(text) ?? source.locale));
  return {
    forms: words.map(({ form }) => form),
    stems: [...new Set(words.flatMap(({ stems }) => stems))],
    facets: facetsOf(source),
  };
}

/** Of other languages we know no stems. */
export const languagesOf = (lang: string): Language[] => (lang === 'fr' || lang === 'en' ? [lang] : []);

export const facet = {
  site: (id: number) => `s${id}`,
  thread: (id: number) => `t${id}`,
  author: (id: number) => `a${id}`,
  space: (id: number) => `p${id}`,
  kind: (kind: Kind) => `k${kind}`,
  tag: (id: number) => `g${id}`,
};

const facetsOf = ({ siteId, threadId, authorId, spaceId, kind, tags, createdAt }: Source): string[] => [
  facet.site(siteId),
  facet.thread(threadId),
  facet.author(authorId),
  ...(spaceId === null ? [] : [facet.space(spaceId)]),
  facet.kind(kind),
  ...tags.map(facet.tag),
  yearOf(createdAt),
  monthOf(createdAt),
];
