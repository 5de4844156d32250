import { glyphs } from '../../widget/thread/glyphs.ts';
import { Icon } from '../../widget/thread/Icon.tsx';
import type { Locale } from '../i18n/translate.ts';
import type { Translate } from '../pages/page.tsx';
import type { Badge } from './badges-of.ts';

/** What it is called; its sign says nothing more. */
export function BadgeName({ badge, t, locale }: { badge: Badge; t: Translate; locale: Locale }) {
  return (
    <span class="mark">
      <Icon d={glyphs[badge.glyph]} />
      {badgeName(badge, t, locale)}
    </span>
  );
}

export const badgeName = ({ given, earned }: Badge, t: Translate, locale: Locale): string =>
  given ? given.names[locale] : t(`badges.${earned.key}`);
