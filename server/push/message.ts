import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { cutAtWord } from '../markdown/shorten.ts';
import { textOf } from '../markdown/text-of.ts';
import { isQuotable, placeOf } from '../notifications/compose.ts';
import type { NoticeRow } from '../notifications/queries.ts';
import type { PushWire } from './wire.ts';

/** Characters: what a telephone shows, and far below the 4096 bytes that every push service takes (RFC 8030 §7.2). */
const [TITLE, BODY] = [120, 240];

/** `rows`: all of one thread, the latest first. What was taken away in between is in none of them. */
export function pushMessage(rows: NoticeRow[], { locale, tag, icon }: { locale: Locale; tag: string; icon: string }): PushWire {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const [latest] = rows as [NoticeRow];
  const place = placeOf(latest);
  const named = place ? 'yes' : 'no';
  const says = t(`notices.mail.${latest.kind}`, { name: latest.authorName, place, named });
  const excerpt = isQuotable(latest) && latest.state === 'published' ? textOf(latest.html).replace(/\s+/g, ' ') : '';
  const [title, body] = rows.length === 1 ? [says, excerpt] : [t('push.many', { n: rows.length, place, named }), says];
  return { title: cutAtWord(title, TITLE), body: cutAtWord(body, BODY), tag, lang: locale, icon, url: `/notifications/${latest.uid}` };
}
