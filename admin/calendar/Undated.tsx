import type { ItemRow } from '#server/planning/wire.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { kindWord, shapeOf, wordOf } from './item-words.ts';

/** Of which nobody has said when. */
export function Undated({ items }: { items: ItemRow[] }) {
  const { t } = useWords();
  if (items.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="undated">
      <h2 id="undated">{t('calendar.undated')}</h2>
      <ul class="lines">
        {items.map((item) => (
          <li key={item.id} class="bar">
            <a href={hrefOf({ screen: 'calendar', view: 'item', at: item.id })}>{item.title}</a>
            <span class="soft small">
              {t(kindWord(item.kind))} · {item.author.name}
            </span>
            <span class="state push" data-s={shapeOf(item)}>
              {t(wordOf(item))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
