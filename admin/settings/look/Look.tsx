import { useState } from 'preact/hooks';
import type { Look as LookSaid, LookWire } from '#server/sites/wire.ts';
import { api } from '../../api.ts';
import { Failure } from '../../Failure.tsx';
import { useSave } from '../../use-form.ts';
import { asApiError, useLoad } from '../../use-load.ts';
import { useWords } from '../../words.tsx';
import { Choice, Line, Lines } from '../fields.tsx';
import { Loading } from '../Loading.tsx';
import { SaveBar } from '../SaveBar.tsx';
import { ColourField } from './ColourField.tsx';
import { Fonts } from './Fonts.tsx';
import { Logo } from './Logo.tsx';
import { COLOURS, fromForm, pathOf, PLAIN, toForm, type LookForm } from './look-form.ts';
import { Preview } from './Preview.tsx';
import { Versions } from './Versions.tsx';
import { Zone } from './Zone.tsx';

const FONTS: LookSaid['font'][] = ['system', 'serif', 'sans'];

/** How the site's own pages look, and what day it is there. In a publisher's pages, its own style decides. */
export function Look() {
  const loaded = useLoad(() => api.get<LookWire>('/look'));
  if (!loaded.value) return <Loading {...loaded} />;
  return <Editor saved={loaded.value} onSaved={loaded.set} />;
}

function Editor({ saved, onSaved }: { saved: LookWire; onSaved: (look: LookWire) => void }) {
  const { t } = useWords();
  const [form, setForm] = useState(toForm(saved));
  const [taken, setTaken] = useState(false);
  const changed = JSON.stringify(form) !== JSON.stringify(toForm(saved));
  const input = fromForm(form, saved);
  const saving = useSave(changed, async () => {
    const look = await api.put<LookWire>('/look', input).catch(whenTaken);
    setTaken(false);
    onSaved(look);
    setForm(toForm(look));
  });
  /** What was typed stays, and the next save is of their version. */
  const whenTaken = async (failure: unknown) => {
    if (asApiError(failure).code === 'taken') {
      onSaved(await api.get<LookWire>('/look'));
      setTaken(true);
    }
    throw failure;
  };
  const common = (field: Exclude<keyof LookForm, 'font'>) => ({
    id: `look-${field}`,
    value: form[field],
    error: saving.errorIn(pathOf(field)),
    onChange: (value: string) => setForm({ ...form, [field]: value }),
  });
  return (
    <div class="stack-6">
      <form class="stack" {...saving.form}>
        <p class="soft">{t('look.hint')}</p>
        {saving.error && !taken && <Failure error={saving.error} />}
        {taken && (
          <p class="notice" data-k="warn" role="alert">
            {t('look.taken')}
          </p>
        )}
        <fieldset class="stack">
          <legend>{t('look.part_colours')}</legend>
          <div class="two">
            {COLOURS.map((colour) => (
              <ColourField key={colour} colour={colour} label={t(`look.${colour}`)} hint={t('look.token_hint')} {...common(colour)} />
            ))}
          </div>
        </fieldset>
        <fieldset class="stack">
          <legend>{t('look.part_type')}</legend>
          <div class="two">
            <Choice
              id="look-font"
              label={t('look.font')}
              value={form.font}
              options={FONTS.map((font) => [font, t(`look.font.${font}`)])}
              onChange={(font) => setForm({ ...form, font: font as LookSaid['font'] })}
            />
            <Line label={t('look.size')} hint={t('look.size_hint')} numeric {...common('size')} />
            <Line label={t('look.radius')} hint={t('look.radius_hint')} numeric {...common('radius')} />
            <Zone {...common('timeZone')} />
          </div>
        </fieldset>
        <fieldset class="stack">
          <legend>{t('look.part_frame')}</legend>
          <Lines label={t('look.header')} hint={t('look.header_hint')} {...common('header')} />
          <Lines label={t('look.footer')} hint={t('look.footer_hint')} {...common('footer')} />
        </fieldset>
        <Preview input={input} />
        <p>
          <button class="btn" type="button" onClick={() => setForm({ ...form, ...PLAIN, font: 'system' })}>
            {t('look.reset')}
          </button>
        </p>
        <SaveBar saving={saving} changed={changed} label={t('look.save')} />
      </form>
      <Logo url={saved.logoUrl} onSaved={onSaved} />
      <Fonts fonts={saved.fonts} onSaved={onSaved} />
      <Versions saved={saved} onTaken={(look) => setForm(toForm(look))} />
    </div>
  );
}
