import type { MemberFile } from '#server/members/wire.ts';
import { useWords } from '../words.tsx';

/** How often they were right, and what it makes of their next reports. */
export function Reporting({ upheld, refused, less }: MemberFile['reporting']) {
  const { t } = useWords();
  if (upheld + refused === 0) return null;
  return (
    <p class={less ? 'warn' : 'soft'}>
      {t('file.reporting', { upheld, refused })} {less && t('file.reporting_less')}
    </p>
  );
}
