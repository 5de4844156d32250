import type { Audience, Moderation } from '../sites/wire.ts';
import { typeset } from './typeset.ts';

export type DemoArticle = {
  /** The publisher's own id, what the embed names. */
  id: string;
  slug: string;
  lang: 'fr' | 'en';
  section: string;
  title: string;
  /** Two sentences at most, under the title and on the front page. */
  standfirst: string;
  /** Names, as printed. */
  bylines: string[];
  publishedMinutesAgo: number;
  /** What its section asks of its comments; the same as `sections` says. */
  moderation: Moderation;
  audience: Audience;
  /** Days after publication; null never. */
  closeAfterDays: number | null;
  /** Its page carries the thread as HTML, rendered by Terrasse. */
  serverRendered: boolean;
  /** How a comment of the forum begins that stands under it by itself; empty none. */
  quotes: string;
  /** An SVG element. */
  drawing: string;
  caption: string;
  /** HTML. */
  body: string;
};

type Story = Pick<
  DemoArticle,
  'id' | 'slug' | 'section' | 'title' | 'standfirst' | 'bylines' | 'publishedMinutesAgo' | 'drawing' | 'caption' | 'body'
>;

/** A story as written, with what most stories share. */
export function article(story: Story, unusual: Partial<DemoArticle> = {}): DemoArticle {
  const { title, standfirst, caption, body } = story;
  const printed = { title: typeset(title), standfirst: typeset(standfirst), caption: typeset(caption), body: typeset(body) };
  return {
    lang: 'fr',
    moderation: 'after',
    audience: 'members',
    closeAfterDays: null,
    serverRendered: false,
    quotes: '',
    ...story,
    ...printed,
    ...unusual,
  };
}
