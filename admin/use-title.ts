import { useEffect } from 'preact/hooks';

export function useTitle(title: string) {
  useEffect(() => void (document.title = `${title} · Terrasse`), [title]);
}
