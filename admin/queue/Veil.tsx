import { useState } from 'preact/hooks';
import { usePreferences } from '../preferences.tsx';
import { useWords } from '../words.tsx';

/**
 * What a post shows is veiled until somebody asks for it: who looks at hundreds a day is spared the worst. `veil` is the class of
 * what holds the post, '' where nothing is to be veiled.
 */
export function useVeil(html: string) {
  const { pictures } = usePreferences();
  const [shown, setShown] = useState(false);
  const shows = pictures !== 'show' && /<(?:img|video)\b/.test(html);
  return {
    veil: shows && !shown ? `veil ${pictures}` : '',
    unveil: shows && <Unveil shown={shown} onToggle={() => setShown(!shown)} />,
  };
}

function Unveil({ shown, onToggle }: { shown: boolean; onToggle: () => void }) {
  const { t } = useWords();
  return (
    <p class="unveil">
      <span>{t(shown ? 'veil.off' : 'veil.on')}</span>
      <button class="link" type="button" onClick={onToggle}>
        {t(shown ? 'veil.again' : 'veil.reveal')}
      </button>
    </p>
  );
}
