import type { WaitingWire } from '#server/home/wire.ts';
import { Ago, useNow } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';

const HOUR = 3_600_000;
/** Of a promise, from which it is to be looked at. */
const SOON = 0.75;

const ageOf = ({ oldest, promise }: WaitingWire, now: number) =>
  oldest === null || promise === null ? null : (now - Date.parse(oldest)) / (promise * HOUR);

export const isLate = (lane: WaitingWire, now: number) => (ageOf(lane, now) ?? 0) >= 1;

/** Each lane's oldest beside what was promised. */
export function Waiting({ waiting }: { waiting: WaitingWire[] }) {
  const { t, number, locale } = useWords();
  const now = useNow();
  const n = waiting.reduce((sum, lane) => sum + lane.n, 0);
  return (
    <section aria-labelledby="home-waits">
      <header>
        <h2 id="home-waits">{t('home.waiting')}</h2>
        <span class="soft small">{t('home.waiting_n', { n, late: waiting.filter((lane) => isLate(lane, now)).length })}</span>
      </header>
      <div class="tw">
        <table class="waits">
          <caption class="vh">{t('home.waiting_caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('home.lane')}</th>
              <th scope="col" class="num">
                {t('home.number')}
              </th>
              <th scope="col" class="num">
                {t('home.oldest')}
              </th>
              <th scope="col" class="part">
                <span class="vh">{t('home.part')}</span>
              </th>
              <th scope="col">{t('home.promised')}</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((lane) => (
              <Row key={lane.lane} lane={lane} now={now} />
            ))}
          </tbody>
        </table>
      </div>
      {n === 0 && <p class="nothing">{t('home.waiting_none')}</p>}
    </section>
  );

  function Row({ lane, now: at }: { lane: WaitingWire; now: number }) {
    const age = ageOf(lane, at);
    const late = isLate(lane, at);
    const shape = late ? 'bad' : age !== null && age >= SOON ? 'warn' : undefined;
    return (
      <tr>
        <th scope="row">
          <a class="tap" href={hrefTo(lane.lane)}>
            {lane.lane === 'queue' ? t('rail.queue') : t(`inbox.${lane.lane}`)}
          </a>
        </th>
        <td class="num">{number(lane.n)}</td>
        <td class="num" data-late={late ? '' : undefined}>
          {lane.oldest ? <Ago at={lane.oldest} short /> : '–'}
        </td>
        <td class="part">
          {age !== null && <span class="meter" data-s={shape} style={{ '--part': `${Math.min(100, Math.round(100 * age))}%` }} />}
        </td>
        <td class="soft">
          {lane.promise === null ? '–' : promiseWords(lane.promise, locale)} {late && <b data-late>{t('inbox.late')}</b>}
        </td>
      </tr>
    );
  }
}

/** Hours, or days where they are many and whole. */
function promiseWords(hours: number, locale: string): string {
  const [value, unit] = hours > 72 && hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return value.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'short' });
}

const hrefTo = (lane: WaitingWire['lane']) =>
  lane === 'queue' ? hrefOf({ screen: 'queue', lane: 'all', id: null }) : hrefOf({ screen: 'inbox', view: lane, id: null });
