import { useState } from 'preact/hooks';
import type { Act, MeasureKind } from '#server/cases/wire.ts';
import type { MeasuresAnswer, RemovalAnswer, RemovalInput, MeasuresInput } from '#server/sanctions/wire.ts';
import type { SiteWire } from '#server/threads/wire.ts';
import { api } from '../../api.ts';
import { useNow } from '../../clock.tsx';
import { Dialog } from '../../Dialog.tsx';
import { Failure } from '../../Failure.tsx';
import { Choice, Line, Lines } from '../../settings/fields.tsx';
import { useSubmit } from '../../use-form.ts';
import { useWords } from '../../words.tsx';
import { becauseOf } from '../grounds/grounds.ts';
import { GroundChoice } from '../grounds/GroundChoice.tsx';
import { choose, measureOf, PACES, problemOf, spansOf, type MeasureForm } from './measure-form.ts';
import { MeasurePreview } from './MeasurePreview.tsx';
import { sayHours } from './say-hours.ts';

type Props = {
  member: { id: string; name: string };
  /** What the ladder proposes, by the points that stand. */
  proposed?: { points: number; kind: MeasureKind; hours: number | null } | undefined;
  can: Act[];
  site: SiteWire;
  onDone: (said: string, undo?: { until: string; decisions: string[] }) => void;
  onClose: () => void;
};

const KINDS: MeasureForm['kind'][] = ['warning', 'slow', 'approval', 'suspension', 'ban', 'remove_all'];

/** Asks or refuses something of a member: what, for how long, by which rule, with the very words they will read. */
export function AuthorDialog({ member, proposed, can, site, onDone, onClose }: Props) {
  const { t } = useWords();
  const now = useNow();
  const kinds = KINDS.filter((kind) => can.includes(kind));
  const first = proposed && kinds.includes(proposed.kind) ? proposed.kind : kinds[0]!;
  const [form, setForm] = useState<MeasureForm>(() =>
    choose({ kind: first, hours: proposed?.hours ?? null, seconds: PACES[1]!, ground: '', note: '', name: '' }, first),
  );
  const [missing, setMissing] = useState<ReturnType<typeof problemOf>>(null);
  const change = (part: Partial<MeasureForm>) => setForm({ ...form, ...part });
  const rule = site.charter.rules.find(({ number }) => String(number) === form.ground) ?? null;

  const {
    error,
    busy,
    form: submitting,
  } = useSubmit(async () => {
    const problem = problemOf(form, member);
    setMissing(problem);
    if (problem) return;
    await (form.kind === 'remove_all' ? removeAll() : measure(form.kind));
    onClose();
  });
  const measure = async (kind: MeasureKind) => {
    const input: MeasuresInput = {
      ...becauseOf(form.ground),
      note: form.note.trim(),
      measures: [measureOf({ ...form, kind }, Date.now())],
    };
    const { decision, tellAt } = await api.post<MeasuresAnswer>(`/members/${member.id}/measures`, input);
    onDone(t('measure.done', { kind, name: member.name }), { until: tellAt, decisions: [decision] });
  };
  const removeAll = async () => {
    const input: RemovalInput = { ...becauseOf(form.ground), note: form.note.trim(), name: form.name.trim() };
    const { total } = await api.post<RemovalAnswer>(`/members/${member.id}/removals`, input);
    onDone(t('measure.removing', { n: total, name: member.name }));
  };

  return (
    <Dialog titleId="measure-title" onClose={onClose}>
      <form class="stack" {...submitting}>
        <h2 id="measure-title">{t('measure.title', { name: member.name })}</h2>
        {proposed && proposed.points > 0 && <p class="soft">{t('measure.proposed', { n: proposed.points, kind: proposed.kind })}</p>}
        {error && <Failure error={error} />}
        <Choice
          id="measure-kind"
          label={t('measure.kind')}
          value={form.kind}
          options={kinds.map((kind) => [kind, t(`measure.kind.${kind}`)])}
          hint={t(`measure.hint.${form.kind}`)}
          onChange={(kind) => setForm(choose(form, kind as MeasureForm['kind']))}
        />
        {spansOf(form.kind).length > 0 && (
          <Choice
            id="measure-span"
            label={t('measure.span')}
            value={String(form.hours)}
            options={spansOf(form.kind).map((hours) => [String(hours), sayHours(t, hours)])}
            onChange={(hours) => change({ hours: hours === 'null' ? null : Number(hours) })}
          />
        )}
        {form.kind === 'slow' && (
          <Choice
            id="measure-pace"
            label={t('measure.pace')}
            value={String(form.seconds)}
            options={PACES.map((seconds) => [String(seconds), t('measure.minutes', { n: seconds / 60 })])}
            onChange={(seconds) => change({ seconds: Number(seconds) })}
          />
        )}
        <GroundChoice
          rules={site.charter.rules}
          value={form.ground}
          {...(missing === 'ground' && { error: t('measure.rule_missing') })}
          onChange={(ground) => change({ ground })}
        />
        <Lines
          id="measure-note"
          label={t(form.kind === 'remove_all' ? 'rules.note' : 'measure.note')}
          value={form.note}
          hint={t(form.kind === 'remove_all' ? 'rules.note_hint' : 'measure.note_hint')}
          {...(missing === 'note' && { error: t('measure.note_missing') })}
          onChange={(note) => change({ note })}
        />
        {form.kind === 'remove_all' ? (
          <Line
            id="measure-name"
            label={t('measure.type_name', { name: member.name })}
            value={form.name}
            {...(missing === 'name' && { error: t('measure.name_wrong') })}
            onChange={(name) => change({ name })}
          />
        ) : (
          form.ground && <MeasurePreview site={site} rule={rule} note={form.note} measure={measureOf({ ...form, kind: form.kind }, now)} />
        )}
        <div class="bar">
          <button
            class="btn"
            data-primary={form.kind === 'remove_all' ? undefined : true}
            data-danger={form.kind === 'remove_all' || undefined}
            type="submit"
            aria-disabled={busy}
          >
            {t(`measure.go.${form.kind}`)}
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}
