import type { Reaction } from '#server/reactions/wire.ts';
import { glyphs, type Glyph } from '#widget/thread/glyphs.ts';
import { Icon } from '#widget/thread/Icon.tsx';
import { useFocusNext } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Heads } from './Heads.tsx';

const COLUMNS = ['glyph', 'fr', 'en'] as const;
const ADD_ID = 'reaction-add';
/** As the server takes them (reactions/input.ts). */
const MOST = 6;
const EMPTY: Reaction = { key: '', glyph: 'heart', fr: '', en: '' };

type Props = { reactions: Reaction[]; error?: string; clash: boolean; onChange: (reactions: Reaction[]) => void };

/** What readers can say of a post without writing. */
export function Reactions({ reactions, error, clash, onChange }: Props) {
  const { t } = useWords();
  const focusNext = useFocusNext();
  const remove = (at: number) => {
    focusNext(ADD_ID);
    onChange(reactions.toSpliced(at, 1));
  };
  return (
    <fieldset class="stack">
      <legend>{t('site.reactions')}</legend>
      <p class="hint">{t('site.reactions_hint')}</p>
      {error && <p class="err">{error}</p>}
      {clash && <p class="warn">{t('settings.theirs_list')}</p>}
      {reactions.length > 0 && (
        <div class="tw">
          <table>
            <Heads columns={COLUMNS.map((column) => t(`reaction.${column}`))} />
            <tbody>
              {reactions.map((reaction, i) => (
                <ReactionRow
                  key={i}
                  reaction={reaction}
                  onChange={(change) => onChange(reactions.with(i, { ...reaction, ...change }))}
                  onRemove={() => remove(i)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <button
          class="btn"
          type="button"
          id={ADD_ID}
          aria-disabled={reactions.length >= MOST}
          onClick={() => reactions.length < MOST && onChange([...reactions, EMPTY])}
        >
          {t('reaction.add')}
        </button>
      </p>
    </fieldset>
  );
}

type RowProps = { reaction: Reaction; onChange: (change: Partial<Reaction>) => void; onRemove: () => void };

function ReactionRow({ reaction, onChange, onRemove }: RowProps) {
  const { t } = useWords();
  const name = reaction.fr || t('reaction.unnamed');
  return (
    <tr>
      <td>
        <span class="glyph">
          <Icon d={glyphs[reaction.glyph]} />
          <select
            aria-label={t('section.cell', { field: t('reaction.glyph'), name })}
            value={reaction.glyph}
            onChange={(event) => onChange({ glyph: event.currentTarget.value as Glyph })}
          >
            {(Object.keys(glyphs) as Glyph[]).map((glyph) => (
              <option key={glyph} value={glyph}>
                {t(`glyph.${glyph}`)}
              </option>
            ))}
          </select>
        </span>
      </td>
      {(['fr', 'en'] as const).map((lang) => (
        <td key={lang}>
          <input
            lang={lang}
            aria-label={t('section.cell', { field: t(`reaction.${lang}`), name })}
            value={reaction[lang]}
            onInput={(event) => onChange({ [lang]: event.currentTarget.value })}
          />
        </td>
      ))}
      <td>
        <button class="btn" data-quiet type="button" aria-label={t('section.remove_named', { name })} onClick={onRemove}>
          {t('section.remove')}
        </button>
      </td>
    </tr>
  );
}
