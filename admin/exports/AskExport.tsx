import { useState } from 'preact/hooks';
import type { ExportInput, ExportsWire } from '#server/exports/wire.ts';
import type { SegmentNames } from '#server/segments/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useRoleOptions } from '../members/use-role-options.ts';
import { Choice } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Listed = ExportInput['list'];

/** Which list, and of what. */
export function AskExport({ onAsked }: { onAsked: (all: ExportsWire) => void }) {
  const { t } = useWords();
  const [list, setList] = useState<Listed>('members');
  const [role, setRole] = useState('');
  const [segment, setSegment] = useState('');
  const roles = useRoleOptions();
  const segments = useLoad(() => api.get<SegmentNames>('/segments/names')).value?.segments ?? [];
  const input: ExportInput =
    list === 'segment'
      ? { list, segment: segment || (segments[0]?.id ?? '') }
      : { list, role: (role || null) as (ExportInput & { list: 'members' })['role'] };
  const asking = useSubmit(async () => onAsked(await api.post<ExportsWire>('/exports', input)));
  return (
    <form class="stack" {...asking.form}>
      <div class="two">
        <Choice
          id="export-list"
          label={t('exports.list')}
          value={list}
          options={[['members', t('rail.members')], ...(segments.length > 0 ? [['segment', t('segments.one')] as [string, string]] : [])]}
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
      {asking.error && <Failure error={asking.error} />}
      <p class="bar">
        <button class="btn" data-primary type="submit" aria-disabled={asking.busy}>
          {t('exports.ask')}
        </button>
      </p>
    </form>
  );
}
