import { rareWords } from './context.ts';
import type { Scene } from './scene.ts';

/** In one's own name, or in a voice of the newsroom: its form is asked when it is sent. */
export function VoiceField({ scene: { context, state } }: { scene: Scene }) {
  const { viewer } = state;
  if (!viewer?.voices) return null;
  return (
    <label class="speak meta">
      {rareWords(context)('speakAs')}{' '}
      <select name="voice">
        <option value="">{viewer.name}</option>
        {viewer.voices.map(({ id, name }) => (
          <option value={id} key={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
