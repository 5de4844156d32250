import type { SpacesWire } from '#server/sites/wire.ts';
import { useWords } from '../words.tsx';
import { Choice, Line, Lines } from './fields.tsx';
import { MergeSpace } from './MergeSpace.tsx';
import type { SpaceForm } from './spaces.ts';
import { nameAround } from './spaces.ts';

type Props = {
  spaces: SpaceForm[];
  at: number;
  unchanged: boolean;
  dragged: boolean;
  errorIn: (field: string) => string | undefined;
  onChange: (change: Partial<SpaceForm>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  onDrag: () => void;
  onDrop: () => void;
  onMerged: (wire: SpacesWire) => void;
};

/** A space on its line: its name, its place among the others by keys or dragged, and what else it decides, folded. */
export function SpaceRow(props: Props) {
  const { spaces, at, dragged, errorIn, onChange, onMove, onRemove, onDrag, onDrop } = props;
  const { t } = useWords();
  const space = spaces[at]!;
  const { slug, name, description, threads, inner, archived } = space;
  const named = (act: 'up' | 'down' | 'in' | 'out' | 'remove') =>
    t('spaces.act_named', { act: t(`spaces.${act}`), name: name || t('spaces.unnamed') });
  const [first, last] = [at === 0, at === spaces.length - 1];
  const around = nameAround(spaces, at);
  const moveByKey = (event: KeyboardEvent) => {
    const by = event.altKey && (event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null);
    if (!by) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <li
      data-inner={inner ? '' : undefined}
      data-dragged={dragged ? '' : undefined}
      onKeyDown={moveByKey}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => (event.preventDefault(), onDrop())}
    >
      <span class="grip" draggable aria-hidden="true" title={t('spaces.drag')} onDragStart={onDrag}>
        ⠿
      </span>
      <div class="stack">
        <div class="two">
          <Line
            id={nameId(space)}
            label={t('spaces.name')}
            value={name}
            {...errorOf(errorIn('name'))}
            onChange={(next) => onChange({ name: next })}
          />
          <Line
            id={`space-${space.key}-description`}
            label={t('spaces.description')}
            value={description}
            {...errorOf(errorIn('description'))}
            onChange={(next) => onChange({ description: next })}
          />
        </div>
        <div class="bar">
          <span class="soft">
            {slug ? `/s/${slug} · ${t('spaces.threads', { n: threads })}` : t('spaces.new')}
            {inner && around && ` · ${t('spaces.part_of', { name: around })}`}
          </span>
          {archived && <span class="tag">{t('spaces.archived')}</span>}
          <span class="bar push">
            {(
              [
                ['up', -1, first],
                ['down', 1, last],
              ] as const
            ).map(([act, by, stuck]) => (
              <button
                key={act}
                class="btn"
                data-quiet
                type="button"
                id={moveId(space, by)}
                aria-label={named(act)}
                aria-disabled={stuck}
                onClick={() => stuck || onMove(by)}
              >
                {t(`spaces.${act}`)}
              </button>
            ))}
            {!first && (
              <button
                class="btn"
                data-quiet
                type="button"
                aria-label={named(inner ? 'out' : 'in')}
                onClick={() => onChange({ inner: !inner })}
              >
                {t(inner ? 'spaces.out' : 'spaces.in')}
              </button>
            )}
            {threads === 0 && (
              <button class="btn" data-quiet type="button" aria-label={named('remove')} onClick={onRemove}>
                {t('spaces.remove')}
              </button>
            )}
          </span>
        </div>
        <Rest {...props} />
      </div>
    </li>
  );
}

const CHOICES = ['opens', 'audience', 'moderation'] as const;

/** What it decides otherwise than its site. */
function Rest({ spaces, at, unchanged, errorIn, onChange, onMerged }: Props) {
  const { t } = useWords();
  const space = spaces[at]!;
  const follows: [string, string] = ['', t(space.inner ? 'spaces.follows_around' : 'spaces.follows')];
  const options: Record<(typeof CHOICES)[number], [string, string][]> = {
    opens: (['members', 'subscribers', 'staff'] as const).map((value) => [value, t(`spaces.opens.${value}`)]),
    audience: [
      follows,
      ...(['members', 'subscribers', 'nobody'] as const).map((value) => [value, t(`audience.${value}`)] as [string, string]),
    ],
    moderation: [follows, ...(['after', 'before'] as const).map((value) => [value, t(`moderation.${value}`)] as [string, string])],
  };
  const common = (field: 'guidelines' | 'articleTags' | (typeof CHOICES)[number]) => ({
    id: `space-${space.key}-${field}`,
    label: t(`spaces.${field}`),
    value: space[field] ?? '',
    ...errorOf(errorIn(field)),
  });
  return (
    <details>
      <summary>
        {t('spaces.more')} {differs(space) && <span class="tag">{t('spaces.otherwise')}</span>}
      </summary>
      <div class="stack">
        <div class="two">
          {CHOICES.map((field) => (
            <Choice
              key={field}
              {...common(field)}
              options={options[field]}
              onChange={(value) => onChange({ [field]: field === 'opens' ? value : value || null })}
            />
          ))}
          <Line {...common('articleTags')} hint={t('spaces.articleTags_hint')} onChange={(articleTags) => onChange({ articleTags })} />
        </div>
        <Lines {...common('guidelines')} rows={4} hint={t('spaces.guidelines_hint')} onChange={(guidelines) => onChange({ guidelines })} />
        <label class="check">
          <input type="checkbox" checked={space.archived} onChange={(event) => onChange({ archived: event.currentTarget.checked })} />{' '}
          {t('spaces.archive')}
        </label>
        <p class="soft small">
          <a href="#/settings/screening">{t('spaces.screening')}</a>
        </p>
        {space.slug && <MergeSpace {...{ space, spaces, unchanged, onMerged }} />}
      </div>
    </details>
  );
}

const differs = ({ opens, audience, moderation, guidelines, articleTags, archived }: SpaceForm) =>
  opens !== 'members' || audience !== null || moderation !== null || guidelines !== '' || articleTags !== '' || archived;

const errorOf = (error: string | undefined) => error !== undefined && { error };

export const nameId = ({ key }: SpaceForm) => `space-${key}`;
export const moveId = ({ key }: SpaceForm, by: 1 | -1) => `space-${key}-${by < 0 ? 'up' : 'down'}`;
