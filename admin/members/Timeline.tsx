import { useState } from 'preact/hooks';
import type { MeasureKind } from '#server/cases/wire.ts';
import type { TimelineEntry, TimelineKind, TimelinePage } from '#server/members/wire.ts';
import type { PostState } from '#server/posts/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { More } from '../More.tsx';
import { Choice } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useWords, type WordKey } from '../words.tsx';

const SHOWN = {
  all: [],
  post: ['post'],
  flags: ['reported', 'received'],
  measure: ['measure'],
  met: ['coming', 'came', 'poll'],
  note: ['note'],
} as const satisfies Record<string, TimelineKind[]>;
type Shown = keyof typeof SHOWN;

type Props = { id: string; thankable: boolean };

/** What happened with a member, the latest first. `thankable`: the newsroom thanks readers, not its own. */
export function Timeline({ id, thankable }: Props) {
  const { t } = useWords();
  const [shown, setShown] = useState<Shown>('all');
  return (
    <section class="stack" aria-labelledby="member-timeline">
      <header class="bar">
        <h2 id="member-timeline">{t('file.timeline')}</h2>
        <div class="push">
          <Choice
            id="timeline-only"
            label={t('file.only')}
            value={shown}
            options={(Object.keys(SHOWN) as Shown[]).map((each) => [each, t(`file.only.${each}`)])}
            onChange={(each) => setShown(each as Shown)}
          />
        </div>
      </header>
      <Entries key={shown} {...{ id, thankable, shown }} />
    </section>
  );
}

function Entries({ id, thankable, shown }: Props & { shown: Shown }) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  const pathOf = (cursor?: string) =>
    `/members/${id}/timeline?${new URLSearchParams({ only: SHOWN[shown].join(','), ...(cursor && { cursor }) })}`;
  const loaded = useLoad(() => api.get<TimelinePage>(pathOf()));
  if (!loaded.value) return <Loading {...loaded} />;
  const { entries, next } = loaded.value;
  return (
    <>
      {entries.length === 0 && <p class="soft">{t('file.timeline_none')}</p>}
      <ol class="timeline">
        {entries.map((entry) => (
          <li key={entry.id} data-k={entry.kind}>
            <Ago at={entry.at} />
            <Entry {...{ entry, thankable }} />
          </li>
        ))}
      </ol>
      {error && <Failure error={error} />}
      <More<TimelinePage>
        path={next && pathOf(next)}
        onPage={(page) => loaded.set({ entries: [...entries, ...page.entries], next: page.next })}
        onFailure={setError}
      />
    </>
  );
}

function Entry({ entry, thankable }: { entry: TimelineEntry; thankable: boolean }) {
  const { t } = useWords();
  const { kind, post, state, url, rule, note, thread } = entry;
  const said = t(`file.did.${kind}` as WordKey, {
    text: entry.text ?? '',
    by: entry.by ?? '',
    state: state ?? '',
    thread: thread ?? '',
    measure: kind === 'measure' ? t(`measure.noun.${state as MeasureKind}`) : '',
  });
  const beside = [
    kind === 'post' && t(`file.post.${state as PostState}`),
    kind === 'post' && entry.by && t('file.hand', { name: entry.by }),
    (kind === 'reported' || kind === 'received') && t(`file.report.${state as 'open' | 'upheld' | 'refused'}`),
    rule != null && t('file.rule', { rule }),
    kind === 'measure' && entry.text && t('quote', { text: entry.text }),
    note && t('quote', { text: note }),
    (kind === 'post' || kind === 'poll') && thread,
  ].filter(Boolean);
  const thanks = thankable && kind === 'post' && state === 'published';
  return (
    <div>
      <p>{url ? <a href={url}>{said}</a> : said}</p>
      {(beside.length > 0 || thanks) && (
        <p class="small soft">
          {beside.join(' · ')}
          {thanks && (
            <>
              {' · '}
              <a href={`/thanks/${post}`} target="_blank" rel="noopener">
                {t('acts.thank')}
              </a>
            </>
          )}
        </p>
      )}
    </div>
  );
}
