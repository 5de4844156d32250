import type { CalendarChoices, PlannedKind } from '#server/planning/wire.ts';
import { MomentField } from '../invitations/MomentField.tsx';
import { AtHand } from '../positioning/AtHand.tsx';
import { CannedMenu } from '../queue/canned/CannedMenu.tsx';
import { Choice, Line, Lines } from '../settings/fields.tsx';
import { useWords } from '../words.tsx';
import { DigestFields } from './DigestFields.tsx';
import { kindWord } from './item-words.ts';
import { KIND_FIELDS, type ItemForm } from './item-form.ts';

const MINUTES = [15, 30, 60, 90, 120, 180, 240, 480];

type Props = {
  form: ItemForm;
  choices: CalendarChoices;
  /** It is published: read, no longer written. */
  fixed: boolean;
  errorIn: (field: string) => string | undefined;
  onChange: (form: ItemForm) => void;
};

export function ItemFields({ form, choices, fixed, errorIn, onChange }: Props) {
  const { t } = useWords();
  const put = (changed: Partial<ItemForm>) => onChange({ ...form, ...changed });
  const field = (name: keyof ItemForm) => ({
    id: name,
    label: t(`calendar.field.${name as 'title'}`),
    value: form[name] as string,
    ...said(errorIn(name)),
    onChange: (value: string) => put({ [name]: value }),
  });
  const letter = form.kind === 'digest';
  const inForum = form.kind !== 'article' && !letter;
  return (
    <fieldset class="stack-6 bare" disabled={fixed}>
      <Choice
        {...field('kind')}
        options={choices.kinds.map((kind) => [kind, t(kindWord(kind))])}
        onChange={(kind) => put({ kind: kind as PlannedKind, details: {} })}
      />
      <Line {...field('title')} {...(!letter && { hint: t('calendar.title_hint') })} />
      <Lines
        {...field('source')}
        rows={8}
        hint={t(letter ? 'calendar.letter.source_hint' : 'calendar.source_hint')}
        {...(letter && { label: t('calendar.letter.source') })}
      />
      {!fixed && (
        <p>
          <AtHand />
        </p>
      )}
      {!fixed && (
        <CannedMenu
          id="calendar-canned"
          fits={({ verdict }) => verdict === null}
          onChoose={({ body }) => put({ source: form.source.trim() ? `${form.source.trimEnd()}\n\n${body}` : body })}
        />
      )}
      <div class="two">
        <MomentField {...field('at')} {...(letter && { label: t('calendar.letter.at') })} />
        <Choice {...field('minutes')} options={lasting(form.minutes).map((n) => [String(n), t('calendar.minutes', { n })])} />
      </div>
      {!letter && (
        <div class="two">
          {inForum && (
            <Choice
              {...field('space')}
              options={[['', t('calendar.no_space')], ...choices.spaces.map(({ slug, name }): [string, string] => [slug, name])]}
            />
          )}
          <Line {...field('article')} hint={t(form.kind === 'article' ? 'calendar.under_hint' : 'calendar.article_hint')} />
          <Choice
            {...field('voice')}
            options={[['', t('calendar.own_name')], ...choices.voices.map(({ id, name }): [string, string] => [id, name])]}
          />
          {inForum && choices.partners.length > 0 && (
            <Choice
              {...field('partner')}
              hint={t('calendar.partner_hint')}
              options={[['', t('calendar.no_partner')], ...choices.partners.map(({ id, name }): [string, string] => [id, name])]}
            />
          )}
          {inForum && <Line {...field('tags')} hint={t('calendar.tags_hint')} />}
        </div>
      )}
      {letter && (
        <DigestFields details={form.details} audiences={choices.audiences} errorIn={errorIn} onChange={(details) => put({ details })} />
      )}
      {form.kind === 'expert' && (
        <div class="two">
          <MomentField {...field('answersFrom')} />
          <MomentField {...field('answersUntil')} />
        </div>
      )}
      {(KIND_FIELDS[form.kind] ?? []).map(({ name, as }) => {
        const Field = as === 'moment' ? MomentField : as === 'lines' ? Lines : Line;
        return (
          <Field
            key={name}
            id={`detail-${name}`}
            label={t(`calendar.detail.${form.kind}.${name}` as 'calendar.detail.poll.options')}
            value={form.details[name] ?? ''}
            {...said(errorIn(name))}
            onChange={(value) => put({ details: { ...form.details, [name]: value } })}
          />
        );
      })}
      {inForum && form.kind !== 'expert' && <MomentField {...field('closesAt')} id="thread-closes" label={t('calendar.field.closesAt')} />}
      {inForum && (
        <label class="check">
          <input type="checkbox" checked={form.pinned} onChange={(event) => put({ pinned: event.currentTarget.checked })} />
          <span>{t('calendar.field.pinned')}</span>
        </label>
      )}
    </fieldset>
  );
}

const said = (error: string | undefined) => (error === undefined ? {} : { error });

/** With what it lasts already, whatever that is. */
const lasting = (minutes: string) => [...new Set([...MINUTES, Number(minutes)])].toSorted((a, b) => a - b);
