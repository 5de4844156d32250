import { useState } from 'preact/hooks';
import type { SettingsWire } from '#server/sites/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { asApiError } from '../use-load.ts';
import { useKept } from '../use-kept.ts';
import type { Field, SettingsForm } from './form.ts';
import { changedFields, fromForm, mergeForms, toForm } from './form.ts';

type Typed = {
  /** The version that was edited, as it was read. */
  base: SettingsWire;
  form: SettingsForm;
  /** Somebody saved meanwhile; these fields changed on both sides. */
  clashes: Field[] | null;
};

/** The settings while they are typed. */
export function useSiteForm(saved: SettingsWire, onSaved: (wire: SettingsWire) => void) {
  const [typed, keep] = useKept<Typed>('site', () => startFrom(saved));
  const [error, setError] = useState<ApiError | null>(null);
  const [done, setDone] = useState(false);
  const { base, form } = typed;
  const stored = toForm(base.settings);

  const adopt = (next: Typed) => {
    keep(next);
    setError(null);
  };
  const save = async () => {
    try {
      const wire = await api.put<SettingsWire>('/settings', { version: base.version, settings: fromForm(form) });
      adopt(startFrom(wire));
      setDone(true);
      onSaved(wire);
    } catch (failure) {
      await refused(asApiError(failure));
    }
  };
  /** What was typed stays, and the next save names their version. */
  const refused = async (refusal: ApiError) => {
    setDone(false);
    if (refusal.code !== 'taken') return setError(refusal);
    try {
      const theirs = await api.get<SettingsWire>('/settings');
      adopt({ base: theirs, ...mergeForms(stored, form, toForm(theirs.settings)) });
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  const put = (change: Partial<SettingsForm>) => {
    setDone(false);
    keep({ ...typed, form: { ...form, ...change } });
  };

  return { ...typed, stored, changes: changedFields(stored, form).length, error, done, put, save, discard: () => adopt(startFrom(base)) };
}

const startFrom = (wire: SettingsWire): Typed => ({ base: wire, form: toForm(wire.settings), clashes: null });
