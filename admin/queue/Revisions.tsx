import type { CaseDetail } from '#server/cases/wire.ts';
import { Ago } from '../clock.tsx';
import { useWords } from '../words.tsx';
import { Diff } from './Diff.tsx';
import { textVersions } from './versions.ts';

/** Each change of the text, the latest first. */
export function Revisions({ detail }: { detail: CaseDetail }) {
  const { t } = useWords();
  const versions = textVersions(detail);
  if (versions.length < 2) return null;
  return (
    <details class="like">
      <summary>{t('revisions.title', { n: versions.length - 1 })}</summary>
      <ol class="lines">
        {versions.slice(1).map(({ revision, source, at }, i) => (
          <li key={revision}>
            <p class="soft">
              <Ago at={at} />
            </p>
            <Diff from={versions[i]!.source} to={source} />
          </li>
        ))}
      </ol>
    </details>
  );
}
