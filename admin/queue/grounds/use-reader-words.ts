import { useEffect, useState } from 'preact/hooks';
import type { Locale, ReaderWords } from '../../words.tsx';
import { loadWords, useWords } from '../../words.tsx';

/** What readers are told, in another language than the desk's. Until it is there, the desk's own. */
export function useReaderWords(locale: Locale): ReaderWords {
  const words = useWords();
  const [other, setOther] = useState<ReaderWords | null>(null);
  useEffect(() => {
    if (locale !== words.locale) void loadWords(locale).then(({ reader }) => setOther(() => reader));
  }, [locale, words.locale]);
  return locale === words.locale ? words.reader : (other ?? words.reader);
}
