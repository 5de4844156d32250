import { useState } from 'preact/hooks';
import type { MediationWire, MediationWordWire } from '#server/mediations/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Ago, Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { hrefOf } from '../route.ts';
import { Choice, Line, Lines } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { useAgain } from '../use-again.ts';
import { useSubmit } from '../use-form.ts';
import { useKept } from '../use-kept.ts';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** What both sides write, in ms. */
const LOOK_AGAIN = 5000;

/** As its mediator reads it, with what the parties write meanwhile. */
export function Room({ id }: { id: string }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<MediationWire>(`/mediations/${id}`));
  useAgain(loaded.value?.endedAt === null, LOOK_AGAIN, loaded.reload);
  const room = loaded.value;
  if (!room) return <Loading {...loaded} />;
  return (
    <div class="stack-6">
      <header class="top">
        <h1>{room.subject}</h1>
        <p>
          {t(`mediations.state.${room.state}`)}
          {room.why && ` · ${t(`mediations.why.${room.why}`)}`} ·{' '}
          {room.endedAt ? (
            <Ago at={room.endedAt} />
          ) : (
            <>
              {t('mediations.by')} <Day at={room.dueAt} />
            </>
          )}
        </p>
      </header>
      {loaded.error && <Failure error={loaded.error} onRetry={loaded.reload} />}
      <div class="two">
        <section class="stack" aria-labelledby="room-words">
          <h2 id="room-words">{t('mediations.words')}</h2>
          {room.words.length === 0 && <p class="soft">{t(room.state === 'proposed' ? 'mediations.not_yet' : 'mediations.no_words')}</p>}
          {room.words.map((word) => (
            <Word key={word.id} word={word} />
          ))}
          {room.state === 'open' && <Speak room={room} onChange={loaded.set} onStale={loaded.reload} />}
        </section>
        <Beside room={room} onChange={loaded.set} onStale={loaded.reload} />
      </div>
    </div>
  );
}

function Word({ word: { kind, by, seat, text, at, proposal } }: { word: MediationWordWire }) {
  const { t } = useWords();
  return (
    <article class={seat === 'mediator' ? 'case-post ours' : 'case-post'}>
      <p class="small soft">
        <b class="who">{by.name}</b> <Ago at={at} />
        {kind !== 'word' && ` · ${t(`mediations.kind.${kind}`)}`}
        {proposal && ` · ${t(`mediations.proposal.${proposal.state}`)}`}
      </p>
      <p class="typed">{text}</p>
      {proposal?.publishes && (
        <blockquote class="note">
          <p class="typed">{proposal.publishes.words}</p>
          <p class="small soft">
            {t('mediations.publishes', { name: proposal.publishes.by })}
            {proposal.publishes.url && (
              <>
                {' · '}
                <a href={proposal.publishes.url}>{t('mediations.published')}</a>
              </>
            )}
          </p>
        </blockquote>
      )}
      {proposal && proposal.answers.length > 0 && (
        <ul class="lines small">
          {proposal.answers.map((answer) => (
            <li key={answer.by}>
              {t(answer.agreed ? 'mediations.agreed' : 'mediations.disagreed', { name: answer.by })} <Ago at={answer.at} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

type Props = { room: MediationWire; onChange: (room: MediationWire) => void; onStale: () => void };
/** With the client id it is sent under: pressed twice, it is said once. */
type Draft = { text: string; publishes: string; publisher: string; proposes: boolean; clientId: string };

const fresh = (): Draft => ({ text: '', publishes: '', publisher: '', proposes: false, clientId: crypto.randomUUID() });

/** A word to both, or something to agree to. What was typed outlives the screen. */
function Speak({ room, onChange, onStale }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useKept<Draft>(`mediation ${room.id}`, fresh);
  const { text, publishes, publisher, proposes, clientId } = draft;
  const sending = useSubmit(async () => {
    try {
      const path = `/mediations/${room.id}/${proposes ? 'proposals' : 'words'}`;
      onChange(await api.post<MediationWire>(path, proposes ? { text, publishes, publisher, clientId } : { text, clientId }));
      setDraft(fresh());
    } catch (error) {
      onStale();
      throw error;
    }
  }, text.trim() !== '');
  const faultOf = (field: string) => {
    const error = sending.errorIn(field);
    return error ? { error } : {};
  };
  return (
    <form class="stack" {...sending.form}>
      {sending.error && <Failure error={sending.error} />}
      <Lines
        id="room-text"
        label={t(proposes ? 'mediations.terms' : 'mediations.word')}
        value={text}
        rows={4}
        {...faultOf('text')}
        onChange={(value) => setDraft({ ...draft, text: value })}
      />
      <label class="check">
        <input type="checkbox" checked={proposes} onChange={(event) => setDraft({ ...draft, proposes: event.currentTarget.checked })} />
        <span>{t('mediations.is_proposal')}</span>
      </label>
      {proposes && room.about && (
        <>
          <Lines
            id="room-publishes"
            label={t('mediations.apology')}
            hint={t('mediations.apology_hint')}
            value={publishes}
            {...faultOf('publishes')}
            onChange={(value) => setDraft({ ...draft, publishes: value })}
          />
          {publishes.trim() !== '' && (
            <Choice
              id="room-publisher"
              label={t('mediations.publisher')}
              value={publisher}
              options={[['', t('mediations.choose')], ...room.seats.map(({ member }): [string, string] => [member.id, member.name])]}
              {...faultOf('publisher')}
              onChange={(value) => setDraft({ ...draft, publisher: value })}
            />
          )}
        </>
      )}
      <p>
        <button class="btn" data-primary type="submit" disabled={sending.busy || text.trim() === ''}>
          {t(proposes ? 'mediations.propose_it' : 'mediations.say')}
        </button>
      </p>
    </form>
  );
}

/** Who sits there, what it is about, and what its mediator may do of it; what carries an agreement out has its own place. */
function Beside({ room, onChange, onStale }: Props) {
  const { t, number } = useWords();
  const [days, setDays] = useState('7');
  const [error, setError] = useState<ApiError | null>(null);
  const path = `/mediations/${room.id}`;
  const does = (work: () => Promise<MediationWire>) =>
    work().then(
      (changed) => (setError(null), onChange(changed)),
      (failure) => (setError(asApiError(failure)), onStale()),
    );
  return (
    <aside class="author stack" aria-label={t('mediations.beside')}>
      {error && <Failure error={error} />}
      <ul class="lines">
        {room.seats.map(({ seat, member, accepted, silenced }) => (
          <li key={seat}>
            <a href={hrefOf({ screen: 'members', id: member.id })}>{member.name}</a>
            <span class="soft">
              {room.state === 'proposed' && ` · ${t(accepted ? 'mediations.accepted' : 'mediations.awaited')}`}
              {silenced && ` · ${t(`mediations.silenced.${silenced}`)}`}
            </span>
          </li>
        ))}
      </ul>
      {room.about && (
        <p>
          <a href={room.about.url}>{t('mediations.about')}</a>
          {room.about.excerpt && <span class="soft"> {room.about.excerpt}</span>}
        </p>
      )}
      {room.case && (
        <p>
          <a href={`#/all/${room.case.id}`}>{t('case.number', { number: number(room.case.number) })}</a>
        </p>
      )}
      <p class="soft small">{t('mediations.private')}</p>
      {room.state === 'agreed' && <p class="soft small">{t('mediations.carry_out')}</p>}
      {!room.endedAt && (
        <>
          <form
            class="bar"
            onSubmit={(event) => {
              event.preventDefault();
              void does(() => api.put<MediationWire>(`${path}/date`, { days, version: room.version }));
            }}
          >
            <Line id="room-days" numeric label={t('mediations.more_days')} value={days} onChange={setDays} />
            <button class="btn" type="submit">
              {t('mediations.put_off')}
            </button>
          </form>
          <p>
            <SureButton
              label={t(room.state === 'proposed' ? 'mediations.withdraw' : 'mediations.end')}
              sure={t('mediations.end_sure')}
              named={(shown) => shown}
              onPress={() => void does(() => api.put<MediationWire>(`${path}/end`, { version: room.version }))}
            />
          </p>
        </>
      )}
    </aside>
  );
}
