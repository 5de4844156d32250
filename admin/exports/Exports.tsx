import type { ExportsWire, ExportWire } from '#server/exports/wire.ts';
import { api } from '../api.ts';
import { Ago, Moment } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { PartHead } from '../members/PartHead.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useAgain } from '../use-again.ts';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { AskExport } from './AskExport.tsx';
import { useSayList } from './say-list.ts';

/** While one is under way, in ms. */
const LOOK_AGAIN = 1000;

/** Lists as CSV: asked for here, made meanwhile, fetched within a day. */
export function Exports() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<ExportsWire>('/exports'));
  const underWay = loaded.value?.exports.some(isUnderWay) ?? false;
  useAgain(underWay, LOOK_AGAIN, loaded.reload);
  return (
    <div class="stack-6">
      <PartHead title={t('exports.title')}>{t('exports.hint')}</PartHead>
      <section class="stack" aria-labelledby="export-new">
        <h2 id="export-new">{t('exports.new')}</h2>
        <AskExport onAsked={loaded.set} />
      </section>
      <section class="stack" aria-labelledby="exports-own">
        <h2 id="exports-own">{t('exports.own')}</h2>
        {loaded.error && loaded.value && <Failure error={loaded.error} onRetry={loaded.reload} />}
        {!loaded.value ? <Loading {...loaded} /> : <Own exports={loaded.value.exports} onGone={loaded.reload} />}
      </section>
    </div>
  );
}

const isUnderWay = ({ state }: ExportWire) => state === 'waiting' || state === 'running';

function Own({ exports, onGone }: ExportsWire & { onGone: () => void }) {
  const { t } = useWords();
  const done = exports.filter(({ state }) => state === 'ready').length;
  return (
    <>
      <p class="vh" role="status">
        {t('exports.done', { n: done })}
      </p>
      {exports.length === 0 && <p class="soft">{t('exports.none')}</p>}
      <ul class="lines">
        {exports.map((one) => (
          <li key={one.id} class="stack">
            <One {...{ one, onGone }} />
          </li>
        ))}
      </ul>
    </>
  );
}

function One({ one, onGone }: { one: ExportWire; onGone: () => void }) {
  const { t } = useWords();
  const list = useSayList()(one);
  const removing = useSubmit(async () => (await api.remove(`/exports/${one.id}`), onGone()));
  const named = (act: string) => t('tags.named', { act, name: list });
  const remove = t(isUnderWay(one) ? 'exports.cancel' : 'exports.forget');
  return (
    <>
      <div class="bar">
        <strong>{list}</strong>
        <span class="soft small">
          <Ago at={one.at} />
        </span>
        {one.state === 'ready' && (
          <a class="btn push" data-primary href={`/api/v1/exports/${one.id}/list.csv`} download aria-label={named(t('exports.fetch'))}>
            {t('exports.fetch')}
          </a>
        )}
        <button
          class={one.state === 'ready' ? 'btn' : 'btn push'}
          data-quiet
          type="button"
          aria-label={named(remove)}
          onClick={() => void removing.submit()}
        >
          {remove}
        </button>
      </div>
      <p class="soft small">
        <State one={one} list={list} />
      </p>
      {removing.error && <Failure error={removing.error} />}
    </>
  );
}

function State({ one: { state, failure, progress, rows, until }, list }: { one: ExportWire; list: string }) {
  const { t } = useWords();
  if (state === 'failed') return <>{t(`exports.failed.${failure ?? 'broken'}`)}</>;
  if (state === 'ready')
    return (
      <>
        {t('exports.rows', { n: rows ?? 0 })} {t('exports.until')} <Moment at={until} />
      </>
    );
  return (
    <>
      <progress value={progress} max={100} aria-label={list} /> {t('exports.under_way', { progress })}
    </>
  );
}
