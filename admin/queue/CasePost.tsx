import { useMemo } from 'preact/hooks';
import type { CaseDetail } from '#server/cases/wire.ts';
import { Post } from '#widget/thread/Post.tsx';
import { useNow } from '../clock.tsx';
import { useWords } from '../words.tsx';
import { markEvidence } from './evidence.ts';
import { ReaderBox } from './ReaderBox.tsx';

/** The post as readers see it, with the passages that the findings rest on. */
export function CasePost({ detail: { post, parent, findings } }: { detail: CaseDetail }) {
  const { t, reader, locale } = useWords();
  const now = useNow();
  const html = useMemo(() => markEvidence(post.html, findings, (number) => t('finding.mark', { number })), [post.html, findings, t]);
  return (
    <ReaderBox>
      <Post post={{ ...post, html }} context={{ t: reader, lang: locale, now, home: '' }} to={parent?.author} />
    </ReaderBox>
  );
}
