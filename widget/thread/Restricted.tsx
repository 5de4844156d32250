import type { RestrictedWire } from '#server/sanctions/wire.ts';
import { rareWords } from './context.ts';
import { sayMeasure } from './measures.ts';
import { warning } from './more-icons.ts';
import { Note } from './Note.tsx';
import { instead, type Scene } from './scene.ts';

/** What is asked or refused of whoever reads this, and where the rest of it stands. A warning is acknowledged in the composer's place. */
export function Restricted({ scene }: { scene: Scene }) {
  const { state, context } = scene;
  const t = rareWords(context);
  return (state.viewer?.restricted ?? []).map((one) => (
    <Note icon={warning} tone={one.kind === 'ban' || one.kind === 'suspension' ? 'bad' : 'warn'} key={one.id}>
      <p>
        <strong>{sayMeasure(one, { t, lang: context.lang, timeZone: context.timeZone })}</strong>
      </p>
      {one.note && (
        <p>
          {t('rejectedNote')} {t('quote', { text: one.note })}
        </p>
      )}
      {one.kind === 'warning' && <Acknowledge scene={scene} warning={one} />}
      <p>
        <a href={`${context.home}/account/standing`}>{t('restrictedMore')}</a>
      </p>
    </Note>
  ));
}

/** Without JavaScript it goes through a page of ours, and back. */
function Acknowledge({ scene: { state, context, on }, warning: { id } }: { scene: Scene; warning: RestrictedWire }) {
  return (
    <form method="post" action={`${context.home}/account/standing`} target="_top" onSubmit={instead(on && (() => on.acknowledge(id)))}>
      <input type="hidden" name="next" value={new URL(state.thread.url).pathname} />
      <button class="btn main" name="warning" value={id}>
        {rareWords(context)('restrictedRead')}
      </button>
    </form>
  );
}
