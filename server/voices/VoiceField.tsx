import type { Translate } from '../pages/page.tsx';
import type { VoiceWire } from './wire.ts';

type Props = { t: Translate; own: string; voices: VoiceWire[]; chosen?: string | undefined };

/** In one's own name, or in a voice of the newsroom; nothing for whoever has none. */
export function VoiceField({ t, own, voices, chosen }: Props) {
  if (voices.length === 0) return null;
  return (
    <div class="field">
      <label for="voice">{t('voices.as')}</label>
      <select id="voice" name="voice">
        <option value="">{own}</option>
        {voices.map(({ id, name }) => (
          <option value={id} selected={id === chosen} key={id}>
            {name}
          </option>
        ))}
      </select>
      <p class="meta">
        {t('voices.asHelp')}{' '}
        <a href="/positioning" target="_blank">
          {t('positioning.title')}
        </a>
      </p>
    </div>
  );
}
