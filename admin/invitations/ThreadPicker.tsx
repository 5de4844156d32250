import { useState } from 'preact/hooks';
import type { DeskThreads } from '#server/desk/wire.ts';
import { api } from '../api.ts';
import { Line } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** Threads shown at once: more is looked for by title. */
const SHOWN = 8;

type Props = { chosen: string[]; error: string | undefined; onChange: (chosen: string[]) => void };

/** The site's latest threads, to tick. Those ticked stay in sight. */
export function ThreadPicker({ chosen, error, onChange }: Props) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<DeskThreads>('/desk/threads'));
  const [sought, setSought] = useState('');
  if (!loaded.value) return <Loading {...loaded} />;
  const threads = loaded.value.threads.filter(({ closed, closedAround, id }) => !(closed || closedAround) || chosen.includes(id));
  const elsewhere = chosen
    .filter((id) => !threads.some((thread) => thread.id === id))
    .map((id) => ({ id, title: t('invitations.this_thread') }));
  const ticked = [...elsewhere, ...threads.filter(({ id }) => chosen.includes(id))];
  const others = threads.filter(({ id, title }) => !chosen.includes(id) && title.toLowerCase().includes(sought.toLowerCase()));
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <div class="stack">
      {threads.length > SHOWN && <Line id="thread-search" label={t('invitations.find_thread')} value={sought} onChange={setSought} />}
      <ul aria-label={t('invitations.where')}>
        {[...ticked, ...others.slice(0, SHOWN)].map(({ id, title }) => (
          <li key={id}>
            <label class="check">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                aria-describedby={error && 'threads-error'}
                onChange={() => toggle(id)}
              />
              <span>{title}</span>
            </label>
          </li>
        ))}
      </ul>
      {others.length > SHOWN && <p class="soft small">{t('invitations.more_threads', { n: others.length - SHOWN })}</p>}
      {error && (
        <p class="err" id="threads-error">
          {error}
        </p>
      )}
    </div>
  );
}
