import { useMemo } from 'preact/hooks';
import type { CaseDetail } from '#server/cases/wire.ts';
import { Post } from '#widget/thread/Post.tsx';
import { useNow } from '../clock.tsx';
import { useWords } from '../words.tsx';
import { markEvidence } from './evidence.ts';
import { ReaderBox } from './ReaderBox.tsx';
import { TakenMedia } from './TakenMedia.tsx';
import { useVeil } from './Veil.tsx';

type Props = { post: NonNullable<CaseDetail['post']>; detail: CaseDetail };

/** The post as readers see it, with the passages that the findings rest on. */
export function CasePost({ post, detail: { parent, findings, media, byMail, hand } }: Props) {
  const { t, reader, locale } = useWords();
  const now = useNow();
  const { veil, unveil } = useVeil(post.html);
  const html = useMemo(() => markEvidence(post.html, findings, (number) => t('finding.mark', { number })), [post.html, findings, t]);
  return (
    <>
      {unveil}
      <ReaderBox veil={veil}>
        <Post post={{ ...post, html }} context={{ t: reader, lang: locale, now, home: '' }} to={parent?.author?.name} />
      </ReaderBox>
      {byMail && <p class="soft">{t('case.byMail')}</p>}
      {hand && <p class="soft">{t('case.hand', { name: hand.name, voice: post.author?.name ?? '' })}</p>}
      <TakenMedia media={media} />
    </>
  );
}
