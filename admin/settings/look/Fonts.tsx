import { useState } from 'preact/hooks';
import type { FontUse, LookWire } from '#server/sites/wire.ts';
import { api, type ApiError } from '../../api.ts';
import { Failure } from '../../Failure.tsx';
import { asApiError } from '../../use-load.ts';
import { useWords } from '../../words.tsx';

const USES: FontUse[] = ['text', 'bold', 'display'];

type Props = { fonts: LookWire['fonts']; onSaved: (look: LookWire) => void };

/** Saved as soon as they are chosen. */
export function Fonts({ fonts, onSaved }: Props) {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby="look-fonts">
      <h3 id="look-fonts">{t('look.fonts')}</h3>
      <p class="soft">{t('look.fonts_hint')}</p>
      <div class="two">
        {USES.map((use) => (
          <Font key={use} use={use} font={fonts[use]} onSaved={onSaved} />
        ))}
      </div>
    </section>
  );
}

function Font({ use, font, onSaved }: { use: FontUse; font: LookWire['fonts'][FontUse]; onSaved: Props['onSaved'] }) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  const fault = error?.facts.fields?.[use];
  const attempt = (work: Promise<LookWire>) =>
    work.then(
      (look) => (onSaved(look), setError(null)),
      (failure) => setError(asApiError(failure)),
    );
  const name = t(`look.fonts.${use}`);
  return (
    <div class="field">
      <label for={`font-${use}`}>{t('look.fonts_choose', { name })}</label>
      <input
        type="file"
        id={`font-${use}`}
        accept=".woff2,font/woff2"
        aria-describedby={`font-${use}-now`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void attempt(api.putFile<LookWire>(`/look/fonts/${use}?name=${encodeURIComponent(file.name.slice(0, 100))}`, file));
        }}
      />
      {error && !fault && <Failure error={error} />}
      {fault && (
        <span class="err" role="alert">
          {fault}
        </span>
      )}
      <span class="hint" id={`font-${use}-now`}>
        {font ? font.name : t('look.fonts_none')}
      </span>
      {font && (
        <button
          class="btn"
          type="button"
          aria-label={t('look.fonts_remove_named', { name })}
          onClick={() => void attempt(api.removeFor<LookWire>(`/look/fonts/${use}`))}
        >
          {t('look.fonts_remove')}
        </button>
      )}
    </div>
  );
}
