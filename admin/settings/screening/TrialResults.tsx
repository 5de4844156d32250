import { useState } from 'preact/hooks';
import type { TrialPost, TrialResult } from '#server/moderation/wire.ts';
import { Day } from '../../clock.tsx';
import { useWords } from '../../words.tsx';

const SIDES = ['more', 'less', 'escaped'] as const;
type Side = (typeof SIDES)[number];

const isRefused = ({ state }: TrialPost) => state === 'rejected' || state === 'removed';

export function TrialResults({ result }: { result: TrialResult }) {
  const { t } = useWords();
  const { more, less, escaped, posts, cut } = result;
  const [side, setSide] = useState<Side>(more.count > 0 ? 'more' : 'less');
  const counts = { more: more.count, less: less.count, escaped };
  const shown = side === 'escaped' ? less.posts.filter(isRefused) : result[side].posts;
  return (
    <>
      <div class="stack" role="status">
        <p>
          <b>{t('trial.more', { n: more.count })}</b>{' '}
          <span class="soft">{t('trial.then', { refused: more.refused, published: more.published })}</span>
        </p>
        <p>
          <b>{t('trial.less', { n: less.count })}</b>{' '}
          <span class="soft">{t('trial.then', { refused: less.refused, published: less.published })}</span>
        </p>
        {escaped > 0 && (
          <p>
            <b>{t('trial.escaped', { n: escaped })}</b>
          </p>
        )}
        <p class="soft small">
          {t('trial.posts', { n: posts })} {cut && t('trial.cut')} {t('trial.unknown')}
        </p>
      </div>
      <div class="bar" role="group" aria-label={t('trial.which')}>
        {SIDES.map((each) => (
          <button class="btn" type="button" key={each} aria-pressed={each === side} onClick={() => setSide(each)}>
            {t(`trial.side_${each}`, { n: counts[each] })}
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <p class="soft">{t('trial.none')}</p>
      ) : (
        <div class="tw">
          <table class="roomy">
            <thead>
              <tr>
                {(['when', 'text', 'why', 'became'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`trial.column_${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((post) => (
                <Row key={post.id} post={post} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < counts[side] && <p class="soft small">{t('trial.listed', { n: shown.length })}</p>}
    </>
  );
}

function Row({ post }: { post: TrialPost }) {
  const { t } = useWords();
  const passages = [...new Set(post.findings.flatMap(({ evidence }) => evidence))];
  return (
    <tr>
      <td class="soft">
        {post.state === 'published' ? (
          <a href={post.url} target="_blank" rel="noopener">
            <Day at={post.at} />
          </a>
        ) : (
          <Day at={post.at} />
        )}
      </td>
      <td>{post.excerpt}</td>
      <td>
        {[...new Set(post.findings.map(({ phase }) => t(`finding.${phase}`)))].join(', ')}
        {passages.length > 0 && <span class="soft"> {passages.map((text) => t('quote', { text })).join(', ')}</span>}
      </td>
      <td>
        <span class="state" data-s={isRefused(post) ? 'bad' : post.state === 'published' ? 'good' : 'warn'}>
          {t(`trial.state_${post.state}`)}
        </span>
      </td>
    </tr>
  );
}
