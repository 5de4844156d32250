import { useEffect, useState } from 'preact/hooks';
import type { SegmentCount, SegmentFilter, SegmentInput, SegmentsWire } from '#server/segments/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { Checks } from '../settings/Checks.tsx';
import { Line } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';

type Props = {
  id: string;
  start: SegmentInput;
  spaces: SegmentsWire['spaces'];
  labels: SegmentsWire['labels'];
  label: string;
  send: (segment: SegmentInput) => Promise<unknown>;
  onDone: () => void;
};

const ROLES = ['member', 'subscriber', 'expert'] as const;
const LEVELS = [1, 2, 3, 4] as const;
const NUMBERS = ['joinedWithin', 'joinedBefore', 'activeWithin', 'silentFor', 'postsFrom', 'postsTo', 'firstPostWithin'] as const;
type Numbered = (typeof NUMBERS)[number];

/** A name, and all that must hold; beside it who that is now. */
export function SegmentForm({ id, start, spaces, labels, label, send, onDone }: Props) {
  const { t } = useWords();
  const [name, setName] = useState(start.name);
  const [filter, setFilter] = useState<SegmentFilter>(start.filter);
  const [typed, setTyped] = useState(() => textsOf(start.filter));
  const asked = { ...filter, ...numbersIn(typed) };
  const ready = name.trim() !== '';
  const saving = useSubmit(async () => (await send({ name, filter: asked, version: start.version }), onDone()), ready);
  const found = useCount(asked);
  const line = (field: Numbered) => {
    const error = saving.errorIn(`filter.${field}`) ?? found.errorIn(field);
    return (
      <Line
        id={`segment-${id}-${field}`}
        label={t(`segments.${field}`)}
        value={typed[field]}
        numeric
        {...(error && { error })}
        onChange={(text) => setTyped({ ...typed, [field]: text })}
      />
    );
  };
  const nameError = saving.errorIn('name');
  return (
    <form class="stack" {...saving.form}>
      <Line id={`segment-${id}-name`} label={t('segments.name')} value={name} {...(nameError && { error: nameError })} onChange={setName} />
      <Checks
        id={`segment-${id}-roles`}
        legend={t('segments.roles')}
        options={ROLES.map((role) => [role, t(`role.${role}`)])}
        values={filter.roles ?? []}
        onChange={(roles) => setFilter({ ...filter, roles: roles as NonNullable<SegmentFilter['roles']> })}
      />
      <div class="two">
        {line('joinedWithin')}
        {line('joinedBefore')}
        {line('activeWithin')}
        {line('silentFor')}
        {line('postsFrom')}
        {line('postsTo')}
        {line('firstPostWithin')}
      </div>
      {spaces.length > 0 && (
        <Checks
          id={`segment-${id}-spaces`}
          legend={t('segments.spaces')}
          options={spaces.map((space) => [space.slug, space.name])}
          values={filter.spaces ?? []}
          onChange={(chosen) => setFilter({ ...filter, spaces: chosen })}
        />
      )}
      <Checks
        id={`segment-${id}-levels`}
        legend={t('segments.levels')}
        options={LEVELS.map((level) => [String(level), t('levels.value', { level })])}
        values={(filter.levels ?? []).map(String)}
        onChange={(chosen) => setFilter({ ...filter, levels: LEVELS.filter((level) => chosen.includes(String(level))) })}
      />
      {labels.length > 0 && (
        <Checks
          id={`segment-${id}-labels`}
          legend={t('segments.labels')}
          options={labels.map((each) => [each, each])}
          values={filter.labels ?? []}
          onChange={(chosen) => setFilter({ ...filter, labels: chosen })}
        />
      )}
      <output class="notice">
        {found.count
          ? [t('segments.now', { n: found.count.members }), found.count.some.map((member) => member.name).join(', ')]
              .filter(Boolean)
              .join(' ')
          : t('segments.counting')}
      </output>
      <p class="bar">
        <button class="btn" data-primary={id === 'new' ? '' : undefined} type="submit" aria-disabled={!ready}>
          {label}
        </button>
      </p>
      {saving.error && !nameError && <Failure error={saving.error} />}
    </form>
  );
}

const textsOf = (filter: SegmentFilter) =>
  Object.fromEntries(NUMBERS.map((field) => [field, filter[field]?.toString() ?? ''])) as Record<Numbered, string>;

/** What is no number is sent as it is not: the server says so beside its field. */
const numbersIn = (typed: Record<Numbered, string>): SegmentFilter =>
  Object.fromEntries(NUMBERS.map((field) => [field, typed[field].trim() === '' ? undefined : Number(typed[field])]));

const PAUSE = 250; // ms after the last key

/** How many it finds now. */
function useCount(filter: SegmentFilter) {
  const [count, setCount] = useState<SegmentCount | null>(null);
  const counting = useSubmit(async () => setCount(await api.post<SegmentCount>('/segments/count', { filter })));
  const asked = JSON.stringify(filter);
  useEffect(() => {
    const timer = setTimeout(() => void counting.submit(), PAUSE);
    return () => clearTimeout(timer);
  }, [asked]);
  return { count, errorIn: (field: string) => counting.errorIn(`filter.${field}`) };
}
