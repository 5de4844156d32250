import { useState } from 'preact/hooks';
import type { DeskExportInput, ExportsWire } from '#server/exports/wire.ts';
import type { SegmentNames } from '#server/segments/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useRoleOptions } from '../members/use-role-options.ts';
import { Choice } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Listed = DeskExportInput['list'];

/** Which list, and of what. */
export function AskExport({ onAsked }: { onAsked: (all: ExportsWire) => void }) {
  const { t } = useWords();
  const [list, setList] = useState<Listed>('members');
  const [role, setRole] = useState('');
  const [segment, setSegment] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const roles = useRoleOptions();
  const segments = useLoad(() => api.get<SegmentNames>('/segments/names')).value?.segments ?? [];
  const ofPeriod = list === 'decisions' || list === 'posts';
  const input: DeskExportInput =
    list === 'segment'
      ? { list, segment: segment || (segments[0]?.id ?? '') }
      : list !== 'members'
        ? { list, from, until }
        : { list, role: (role || null) as (DeskExportInput & { list: 'members' })['role'] };
  const ready = !ofPeriod || (from !== '' && from <= until);
  const asking = useSubmit(async () => onAsked(await api.post<ExportsWire>('/exports', input)), ready);
  return (
    <form class="stack" {...asking.form}>
      <div class="two">
        <Choice
          id="export-list"
          label={t('exports.list')}
          value={list}
          options={[
            ['members', t('rail.members')],
            ...(segments.length > 0 ? [['segment', t('segments.one')] as [string, string]] : []),
            ['decisions', t('exports.decisions')],
            ['posts', t('exports.posts')],
          ]}
          onChange={(chosen) => setList(chosen as Listed)}
        />
        {list === 'members' && <Choice id="export-role" label={t('members.role')} value={role} options={roles} onChange={setRole} />}
        {list === 'segment' && (
          <Choice
            id="export-segment"
            label={t('segments.name')}
            value={segment}
            options={segments.map(({ id, name }) => [id, name])}
            onChange={setSegment}
          />
        )}
      </div>
      {ofPeriod && (
        <div class="two">
          <Day id="export-from" label={t('exports.from')} value={from} onChange={setFrom} />
          <Day id="export-until" label={t('exports.day')} value={until} min={from} onChange={setUntil} />
        </div>
      )}
      {asking.error && <Failure error={asking.error} />}
      <p class="bar">
        <button class="btn" data-primary type="submit" aria-disabled={asking.busy || !ready}>
          {t('exports.ask')}
        </button>
      </p>
    </form>
  );
}

type DayProps = { id: string; label: string; value: string; min?: string; onChange: (day: string) => void };

function Day({ id, label, value, min, onChange }: DayProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="date" required min={min} value={value} onInput={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
}
