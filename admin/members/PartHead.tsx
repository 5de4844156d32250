import type { ComponentChildren } from 'preact';
import { hrefOf } from '../route.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';

/** What stands beside the list of members, with the way back to it; `children` say in a line what it is for. */
export function PartHead({ title, children }: { title: string; children: ComponentChildren }) {
  const { t } = useWords();
  useTitle(title);
  return (
    <header class="top">
      <p>
        <a class="tap" href={hrefOf({ screen: 'members', id: null })}>
          {t('members.back')}
        </a>
      </p>
      <h1>{title}</h1>
      <p>{children}</p>
    </header>
  );
}
