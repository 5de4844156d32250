import { useState } from 'preact/hooks';
import type { Look as LookInput, LookWire } from '#server/sites/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useLoad } from '../use-load.ts';
import { useSave } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Choice, Line } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { Logo } from './Logo.tsx';
import { SaveBar } from './SaveBar.tsx';

const FONTS: LookInput['font'][] = ['system', 'serif', 'sans'];
/** What a page of a site without a colour of its own is drawn in. */
const OURS = '#a63d22';

/** How the site's own pages look, and what day it is there. In a publisher's pages, its own style decides. */
export function Look() {
  const loaded = useLoad(() => api.get<LookWire>('/look'));
  if (!loaded.value) return <Loading {...loaded} />;
  return (
    <div class="stack-6">
      <Editor saved={loaded.value} onSaved={loaded.set} />
      <Logo url={loaded.value.logoUrl} onSaved={loaded.set} />
    </div>
  );
}

function Editor({ saved, onSaved }: { saved: LookWire; onSaved: (look: LookWire) => void }) {
  const { t } = useWords();
  const [form, setForm] = useState({ accent: saved.accent ?? '', font: saved.font, timeZone: saved.timeZone });
  const changed = form.accent !== (saved.accent ?? '') || form.font !== saved.font || form.timeZone !== saved.timeZone;
  const put = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const saving = useSave(changed, async () => {
    const look = await api.put<LookWire>('/look', { ...form, accent: form.accent.trim() || null });
    onSaved(look);
    setForm({ accent: look.accent ?? '', font: look.font, timeZone: look.timeZone });
  });
  return (
    <form class="stack" {...saving.form}>
      <p class="soft">{t('look.hint')}</p>
      {saving.error && <Failure error={saving.error} />}
      <div class="two">
        <div class="pick">
          <Line
            id="look-accent"
            label={t('look.accent')}
            hint={t('look.accent_hint')}
            value={form.accent}
            error={saving.errorIn('accent')}
            onChange={(accent) => put({ accent })}
          />
          <input
            type="color"
            aria-label={t('look.pick')}
            value={/^#[0-9a-f]{6}$/i.test(form.accent) ? form.accent : OURS}
            onInput={(event) => put({ accent: event.currentTarget.value })}
          />
        </div>
        <Choice
          id="look-font"
          label={t('look.font')}
          value={form.font}
          options={FONTS.map((font) => [font, t(`look.font.${font}`)])}
          onChange={(font) => put({ font: font as LookInput['font'] })}
        />
        <Zone value={form.timeZone} error={saving.errorIn('timeZone')} onChange={(timeZone) => put({ timeZone })} />
      </div>
      <SaveBar saving={saving} changed={changed} label={t('look.save')} />
    </form>
  );
}

type ZoneProps = { id?: string; value: string; error?: string | undefined; onChange: (zone: string) => void };

/** Every zone that the browser knows, the site's among them though the browser were older. */
export function Zone({ id = 'look-zone', value, error, onChange }: ZoneProps) {
  const { t } = useWords();
  const zones = [...new Set([value, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return (
    <Choice
      id={id}
      label={t('look.zone')}
      hint={t('look.zone_hint')}
      value={value}
      {...(error && { error })}
      options={zones.map((zone) => [zone, zone.replaceAll('_', ' ')])}
      onChange={onChange}
    />
  );
}
