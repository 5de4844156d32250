import { useState } from 'preact/hooks';
import type { DeskVoice, VoiceInput, VoicesWire } from '#server/voices/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { hrefOf } from '../route.ts';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Line } from './fields.tsx';
import { Loading } from './Loading.tsx';

type Staff = VoicesWire['staff'];

const EMPTY: VoiceInput = { name: '', title: '', secondEyes: false, retired: false, hands: [] };

/** As whom the newsroom speaks together, and who may. */
export function Voices() {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const loaded = useLoad(() => api.get<VoicesWire>('/voices'));
  const done = () => (setOpen(null), loaded.reload());
  if (!loaded.value) return <Loading {...loaded} />;
  const { voices, staff } = loaded.value;
  return (
    <div class="stack-6">
      <p class="soft">{t('voices.hint')}</p>
      {voices.length === 0 && <p class="soft">{t('voices.none')}</p>}
      <ul class="lines">
        {voices.map((voice) => (
          <li key={voice.id} class="stack">
            <Voice
              {...{ voice, staff }}
              open={open === voice.id}
              onOpen={() => setOpen(open === voice.id ? null : voice.id)}
              onDone={done}
            />
          </li>
        ))}
      </ul>
      <section class="stack" aria-labelledby="voice-new">
        <h3 id="voice-new">{t('voices.new')}</h3>
        <VoiceForm
          key={voices.length}
          id="new"
          start={EMPTY}
          staff={staff}
          label={t('voices.make')}
          send={(voice) => api.post('/voices', voice)}
          onDone={done}
        />
      </section>
    </div>
  );
}

type VoiceProps = { voice: DeskVoice; staff: Staff; open: boolean; onOpen: () => void; onDone: () => void };

function Voice({ voice: { id, posts, hands, ...voice }, staff, open, onOpen, onDone }: VoiceProps) {
  const { t } = useWords();
  const states = [voice.retired && t('voices.state.retired'), voice.secondEyes && t('voices.state.secondEyes')].filter(Boolean);
  return (
    <>
      <div class="bar">
        <strong>
          <a href={hrefOf({ screen: 'members', id })}>{voice.name}</a>
        </strong>
        <span class="soft small">{[voice.title, t('voices.posts', { n: posts }), ...states].filter(Boolean).join(' · ')}</span>
        <button
          class="btn push"
          data-quiet
          type="button"
          aria-expanded={open}
          aria-label={t('tags.named', { act: t('voices.change'), name: voice.name })}
          onClick={onOpen}
        >
          {t('voices.change')}
        </button>
      </div>
      {open && (
        <VoiceForm
          {...{ id, staff, onDone }}
          start={{ ...voice, hands: hands.map((hand) => hand.id) }}
          label={t('voices.save')}
          send={(changed) => api.put(`/voices/${id}`, changed)}
        />
      )}
    </>
  );
}

type FormProps = {
  id: string;
  start: VoiceInput;
  staff: Staff;
  label: string;
  send: (voice: VoiceInput) => Promise<unknown>;
  onDone: () => void;
};

function VoiceForm({ id, start, staff, label, send, onDone }: FormProps) {
  const { t } = useWords();
  const [voice, setVoice] = useState(start);
  const ready = voice.name.trim() !== '';
  const saving = useSubmit(async () => (await send(voice), onDone()), ready);
  const set = (change: Partial<VoiceInput>) => setVoice({ ...voice, ...change });
  const toggle = (hand: string) =>
    set({ hands: voice.hands.includes(hand) ? voice.hands.filter((one) => one !== hand) : [...voice.hands, hand] });
  const error = saving.errorIn('name');
  return (
    <form class="stack" {...saving.form}>
      <div class="two">
        <Line
          id={`voice-${id}-name`}
          label={t('voices.name')}
          value={voice.name}
          {...(error && { error })}
          onChange={(name) => set({ name })}
        />
        <Line id={`voice-${id}-title`} label={t('voices.title')} value={voice.title} onChange={(title) => set({ title })} />
      </div>
      <label class="check">
        <input type="checkbox" checked={voice.secondEyes} onChange={() => set({ secondEyes: !voice.secondEyes })} />
        <span>{t('voices.secondEyes')}</span>
      </label>
      {id !== 'new' && (
        <label class="check">
          <input type="checkbox" checked={voice.retired} onChange={() => set({ retired: !voice.retired })} />
          <span>{t('voices.retired')}</span>
        </label>
      )}
      <fieldset class="field">
        <legend>{t('voices.hands')}</legend>
        <p class="hint">{t('voices.handsHint')}</p>
        <div class="bar">
          {staff.map((person) => (
            <label class="check" key={person.id}>
              <input type="checkbox" checked={voice.hands.includes(person.id)} onChange={() => toggle(person.id)} />
              <span>{person.name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="bar">
        <button class="btn" type="submit" aria-disabled={!ready}>
          {label}
        </button>
      </p>
      {saving.error && !error && <Failure error={saving.error} />}
    </form>
  );
}
