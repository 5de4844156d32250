import { PartHead } from './PartHead.tsx';
import { useState } from 'preact/hooks';
import type { SegmentInput, SegmentsWire, SegmentWire } from '#server/segments/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { Loading } from '../settings/Loading.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { goTo, hrefOf } from '../route.ts';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Ago } from '../clock.tsx';
import { Line } from '../settings/fields.tsx';
import { EXPORTS } from './MemberList.tsx';
import { SegmentForm } from './SegmentForm.tsx';

const EMPTY: SegmentInput = { name: '', filter: {}, version: 0 };

/** Members by what they did: filters with a name, and how many each finds now. */
export function Segments() {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const loaded = useLoad(() => api.get<SegmentsWire>('/segments'));
  const done = () => (setOpen(null), loaded.reload());
  return (
    <div class="stack-6">
      <PartHead title={t('segments.title')}>{t('segments.hint')}</PartHead>
      {!loaded.value ? (
        <Loading {...loaded} />
      ) : (
        <>
          {loaded.value.segments.length === 0 && <p class="soft">{t('segments.none')}</p>}
          <ul class="lines">
            {loaded.value.segments.map((segment) => (
              <li key={segment.id} class="stack">
                <Segment
                  {...{ segment }}
                  spaces={loaded.value!.spaces}
                  labels={loaded.value!.labels}
                  open={open === segment.id}
                  onOpen={() => setOpen(open === segment.id ? null : segment.id)}
                  onDone={done}
                  onChange={loaded.set}
                />
              </li>
            ))}
          </ul>
          <Askings askings={loaded.value.askings} />
          <section class="stack" aria-labelledby="segment-new">
            <h2 id="segment-new">{t('segments.new')}</h2>
            <SegmentForm
              key={loaded.value.segments.length}
              id="new"
              start={EMPTY}
              spaces={loaded.value.spaces}
              labels={loaded.value.labels}
              label={t('segments.make')}
              send={(segment) => api.post('/segments', segment)}
              onDone={done}
            />
          </section>
        </>
      )}
    </div>
  );
}

type SegmentProps = {
  segment: SegmentWire;
  spaces: SegmentsWire['spaces'];
  labels: SegmentsWire['labels'];
  open: boolean;
  onOpen: () => void;
  onDone: () => void;
  onChange: (all: SegmentsWire) => void;
};

function Segment({ segment: { id, members, ...segment }, spaces, labels, open, onOpen, onDone, onChange }: SegmentProps) {
  const { t } = useWords();
  const named = (act: string) => t('tags.named', { act, name: segment.name });
  const [asking, setAsking] = useState(false);
  const onAsked = (all: SegmentsWire) => (setAsking(false), onChange(all));
  const remove = useSubmit(async () => (await api.remove(`/segments/${id}`), onDone()));
  const taking = useSubmit(async () => {
    await api.post('/exports', { list: 'segment', segment: id });
    goTo(hrefOf({ screen: 'members', id: EXPORTS }));
  });
  return (
    <>
      <div class="bar">
        <strong>{segment.name}</strong>
        <span class="soft small">{t('segments.members', { n: members })}</span>
        <button class="btn push" data-quiet type="button" aria-label={named(t('exports.ask'))} onClick={() => void taking.submit()}>
          {t('exports.ask')}
        </button>
        <button
          class="btn"
          data-quiet
          type="button"
          aria-expanded={asking}
          aria-label={named(t('segments.ask'))}
          onClick={() => setAsking(!asking)}
        >
          {t('segments.ask')}
        </button>
        <button class="btn" data-quiet type="button" aria-expanded={open} aria-label={named(t('voices.change'))} onClick={onOpen}>
          {t('voices.change')}
        </button>
        <SureButton label={t('segments.remove')} sure={t('segments.remove_sure')} named={named} onPress={() => void remove.submit()} />
      </div>
      {remove.error && <Failure error={remove.error} />}
      {taking.error && <Failure error={taking.error} />}
      {asking && <AskForm {...{ id, onAsked }} />}
      {open && (
        <SegmentForm
          {...{ id, spaces, labels, onDone }}
          start={segment}
          label={t('voices.save')}
          send={(changed) => api.put(`/segments/${id}`, changed)}
        />
      )}
    </>
  );
}

/** To a conversation, by its address: each of them once, at the pace they chose. */
function AskForm({ id, onAsked }: { id: string; onAsked: (all: SegmentsWire) => void }) {
  const { t } = useWords();
  const [thread, setThread] = useState('');
  const asking = useSubmit(async () => onAsked(await api.post<SegmentsWire>(`/segments/${id}/askings`, { thread })), thread.trim() !== '');
  const error = asking.errorIn('thread');
  return (
    <form class="stack" {...asking.form}>
      <Line
        id={`segment-${id}-thread`}
        label={t('segments.ask_to')}
        hint={t('segments.ask_hint')}
        value={thread}
        {...(error && { error })}
        onChange={setThread}
      />
      {asking.error && !error && <Failure error={asking.error} />}
      <p class="bar">
        <button class="btn" data-primary type="submit" aria-disabled={thread.trim() === ''}>
          {t('segments.ask_go')}
        </button>
      </p>
    </form>
  );
}

function Askings({ askings }: Pick<SegmentsWire, 'askings'>) {
  const { t } = useWords();
  if (askings.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="segment-askings">
      <h2 id="segment-askings">{t('segments.askings')}</h2>
      <ul class="lines">
        {askings.map(({ name, title, url, at, told, done }) => (
          <li key={at}>
            {name} <span aria-hidden="true">→</span> <a href={url}>{title}</a>{' '}
            <span class="soft">
              {t(done ? 'segments.asked' : 'segments.asking', { n: told })} · <Ago at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
