import type { MediationRow, MediationsWire } from '#server/mediations/wire.ts';
import { api } from '../api.ts';
import { Ago, Day } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { ProposeMediation } from './ProposeMediation.tsx';
import { Room } from './Room.tsx';
import { TakeOver } from './TakeOver.tsx';

/** What `at` names beside a mediation. */
export const NEW = 'new';

export function MediationsScreen({ at, query }: { at: string | null; query: string }) {
  const { t } = useWords();
  useTitle(t('rail.mediations'));
  return (
    <div class="page">
      {at === null ? (
        <All />
      ) : (
        <>
          <p>
            <a class="tap" href={hrefOf({ screen: 'mediations', at: null })}>
              {t('mediations.all')}
            </a>
          </p>
          {at === NEW ? <ProposeMediation query={query} /> : <Room id={at} />}
        </>
      )}
    </div>
  );
}

function All() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<MediationsWire>('/mediations'));
  const mine = loaded.value?.mediations.filter((row) => row.mine) ?? [];
  const others = loaded.value?.mediations.filter((row) => !row.mine) ?? [];
  return (
    <>
      <header class="top">
        <h1>{t('rail.mediations')}</h1>
        <p>{t('mediations.hint')}</p>
        <p class="bar">
          <a class="btn" data-primary href={hrefOf({ screen: 'mediations', at: NEW })}>
            {t('mediations.new')}
          </a>
        </p>
      </header>
      {!loaded.value ? (
        <Loading {...loaded} />
      ) : (
        <div class="stack-6">
          {mine.length === 0 ? <p class="soft">{t('mediations.none')}</p> : <Mine rows={mine} />}
          {others.length > 0 && <Others rows={others} />}
        </div>
      )}
    </>
  );
}

function Mine({ rows }: { rows: MediationRow[] }) {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby="mediations-mine">
      <h2 id="mediations-mine">{t('mediations.mine')}</h2>
      <div class="tw">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('mediations.subject')}</th>
              <th scope="col">{t('mediations.parties')}</th>
              <th scope="col">{t('mediations.state')}</th>
              <th scope="col">{t('mediations.until')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a href={hrefOf({ screen: 'mediations', at: row.id })}>{row.subject}</a>{' '}
                  {row.unread && <span class="tag">{t('mediations.unread')}</span>}
                </th>
                <td data-label={t('mediations.parties')}>{row.parties!.map(({ name }) => name).join(', ')}</td>
                <td data-label={t('mediations.state')}>{t(`mediations.state.${row.state}`)}</td>
                <td data-label={t('mediations.until')}>{row.endedAt ? <Ago at={row.endedAt} /> : <Day at={row.dueAt} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** That they are there, and whose: no more, unless one takes over. */
function Others({ rows }: { rows: MediationRow[] }) {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby="mediations-others">
      <h2 id="mediations-others">{t('mediations.others')}</h2>
      <p class="soft">{t('mediations.others_hint')}</p>
      <ul class="lines">
        {rows.map((row) => (
          <li key={row.id}>
            {row.mediator ? t('mediations.led_by', { name: row.mediator.name }) : <b>{t('mediations.nobody')}</b>} ·{' '}
            {t(`mediations.state.${row.state}`)} · <Ago at={row.at} />
            {!row.endedAt && <TakeOver row={row} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
