import type { AsksWire } from '#server/threads/wire.ts';
import { rareWords } from './context.ts';
import { sayFull } from './dates.ts';
import { Face } from './Face.tsx';
import { fieldId } from './Composer.tsx';
import { canWrite, type Scene } from './scene.ts';
import { Head } from './Thread.tsx';

const SORTS = ['votes', 'newest', 'oldest', 'flat'] as const;

/** What it is, who answers and when, how far it is. */
export function Asks({ scene }: { scene: Scene }) {
  const { state, context } = scene;
  const { asks } = state.thread;
  if (!asks) return null;
  const t = rareWords(context);
  return (
    <>
      <section class="asks" aria-labelledby="asks">
        <h2 id="asks" class="kicker">
          {t(`asks.${asks.state}`)}
        </h2>
        {asks.by.length > 0 && (
          <ul aria-label={t('asks.with')}>
            {asks.by.map((person) => (
              <li key={person.id} class="who">
                <Face author={person} />
                <p>
                  <a class="plain name" href={`${context.home}/members/${person.id}`}>
                    {person.name}
                  </a>
                  {person.title && <span class="meta">{person.title}</span>}
                  {person.interests && <span class="meta">{person.interests}</span>}
                </p>
              </li>
            ))}
          </ul>
        )}
        <p>{datesOf(asks, scene)}</p>
        {asks.answered > 0 && <p class="meta">{t('asks.answeredCount', { n: asks.answered })}</p>}
        {canWrite(scene) && (
          <p class="line">
            <a class="btn main" href={`#${fieldId('new')}`} onClick={(event) => jump(event)}>
              {t('ask')}
            </a>
            <span class="meta">{t('asks.how')}</span>
          </p>
        )}
      </section>
      <Head scene={scene} title={t('questions', { n: asks.questions })} sorts={SORTS} />
    </>
  );
}

function datesOf({ state, from, until }: AsksWire, { context }: Scene): string {
  const t = rareWords(context);
  const said = (key: 'asks.from' | 'asks.until' | 'asks.over', date: string) => t(key, { date: sayFull(date, context) });
  if (until && (state === 'answered' || Date.parse(until) <= context.now)) return said('asks.over', until);
  return [from && state === 'gathering' && said('asks.from', from), until && said('asks.until', until)].filter(Boolean).join(' ');
}

/** A fragment is the page's own affair: within a shadow root it leads nowhere. */
function jump(event: MouseEvent) {
  const field = ((event.currentTarget as Element).getRootNode() as ShadowRoot).getElementById(fieldId('new'));
  if (!field) return;
  event.preventDefault();
  field.focus();
}
