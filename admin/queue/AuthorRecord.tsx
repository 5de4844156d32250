import type { CaseDetail } from '#server/cases/wire.ts';
import { NEW } from '../mediations/MediationsScreen.tsx';
import { Day } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { useMeasureWords } from './measure-words.ts';
import { countOutcomes } from './outcomes.ts';

export function AuthorRecord({ detail }: { detail: CaseDetail }) {
  const { record } = detail;
  const { t, number } = useWords();
  const { asState } = useMeasureWords();
  const { published, held, refused, deleted } = countOutcomes(record.last);
  return (
    <aside class="author" aria-label={t('author.name')}>
      <p>
        <b class="who">
          {record.id ? <a href={hrefOf({ screen: 'members', id: record.id })}>{record.name}</a> : t('blind.author', { name: record.name })}
        </b>
      </p>
      <p class="small">
        {record.id && `${t(`role.${record.role}`)} · `}
        {t('author.since')} <Day at={record.since} />
      </p>
      {record.last.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by the sheet, and one picture to who listens
        <div class="past" role="img" aria-label={t('author.last', { n: record.last.length, published, held, refused, deleted })}>
          {record.last.map((outcome, i) => (
            <i key={i} data-o={outcome} />
          ))}
        </div>
      )}
      <dl class="kv">
        <dt>{t('author.posts')}</dt>
        <dd>{t('author.posts_value', { n: record.posts, shown: number(record.posts), refused: record.rejected })}</dd>
        {record.measures.length > 0 && (
          <>
            <dt>{t('file.measures')}</dt>
            <dd>{record.measures.map(asState).join(', ')}</dd>
          </>
        )}
        <dt>{t('author.reports')}</dt>
        <dd>{t('author.reports_value', { n: record.reportsMade, upheld: record.reportsUpheld })}</dd>
      </dl>
      {detail.mediations.map(({ id, state, endedAt, at, mine }) => (
        <p class="small" key={id}>
          {t('mediations.one')} {t(`mediations.state.${state}`)} <Day at={endedAt ?? at} />{' '}
          {mine && <a href={hrefOf({ screen: 'mediations', at: id })}>{t('mediations.open_it')}</a>}
        </p>
      ))}
      {record.id && (
        <p class="small">
          <a href={hrefOf({ screen: 'mediations', at: NEW, query: proposedFrom(detail) })}>{t('mediations.new')}</a>
        </p>
      )}
    </aside>
  );
}

/** Whom, which post and which case the form begins with. */
const proposedFrom = ({ id, record, post }: CaseDetail) =>
  new URLSearchParams({ first: record.id, case: id, ...(post && { post: post.id }) }).toString();
