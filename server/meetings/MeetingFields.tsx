import { Field, type Typed } from '../accounts/form.tsx';
import { Refusal, type RefusalFacts } from '../errors.ts';
import type { FieldsProps } from '../forum/kind-parts.tsx';
import { clockOf, momentIn, type Turn } from '../time/wall-time.ts';
import type { Meeting } from './queries.ts';

/** Of an event, in the form that opens one and in the one that changes it. */
export const MEETING_NAMES = [
  'startsAt',
  'startsTurn',
  'endsAt',
  'endsTurn',
  'timeZone',
  'place',
  'mapUrl',
  'onlineUrl',
  'capacity',
] as const;

const HOURS = ['starts', 'ends'] as const;

export function MeetingFields({ t, typed, problem, zone }: FieldsProps) {
  const faults = problem ? { problem } : {};
  const timeZone = typed.timeZone || zone;
  return (
    <>
      <div class="pair">
        {HOURS.map((which) => (
          <div key={which}>
            <Field name={`${which}At`} type="datetime-local" label={t(`event.${which}At`)} value={typed[`${which}At`]} {...faults} />
            {isTwice(typed[`${which}At`], timeZone) && <TurnField {...{ t, typed, which }} />}
          </div>
        ))}
      </div>
      <Field name="timeZone" label={t('event.zone')} help={t('event.zoneHelp')} value={timeZone} autocomplete="off" {...faults} />
      <Field name="place" label={t('event.place')} help={t('event.placeHelp')} required={false} value={typed.place} {...faults} />
      <Field name="mapUrl" type="url" label={t('event.map')} required={false} value={typed.mapUrl} {...faults} />
      <Field
        name="onlineUrl"
        type="url"
        label={t('event.onlineUrl')}
        help={t('event.onlineHelp')}
        required={false}
        value={typed.onlineUrl}
        {...faults}
      />
      <Field
        name="capacity"
        type="number"
        min={1}
        label={t('event.capacity')}
        help={t('event.capacityHelp')}
        required={false}
        value={typed.capacity}
        {...faults}
      />
    </>
  );
}

/** Clocks go back that night: both hours are there, and only who announces it knows which is meant. */
const TurnField = ({ t, typed, which }: Pick<FieldsProps, 't' | 'typed'> & { which: (typeof HOURS)[number] }) => (
  <fieldset class="field">
    <legend>{t('event.turn')}</legend>
    {(['earlier', 'later'] as const).map((turn) => (
      <label class="choice" key={turn}>
        <input type="radio" name={`${which}Turn`} value={turn} checked={typed[`${which}Turn`] === turn} />
        <span>{t(`event.turn.${turn}`)}</span>
      </label>
    ))}
  </fieldset>
);

const isTwice = (local: string | undefined, zone: string) => local !== undefined && isZone(zone) && momentIn(zone, local) === 'twice';

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** What was typed, as the API takes it. Refuses `invalid` for an hour that there is not, or that there is twice and nobody said which. */
export function detailsTyped(typed: Typed, zone: string): Record<string, unknown> {
  const timeZone = typed.timeZone || zone;
  const fields: RefusalFacts['fields'] = {};
  const read = (name: 'startsAt' | 'endsAt', turn: string | undefined) => {
    const local = typed[name];
    if (!local) return void (fields[name] = ['field.required']);
    const at = isZone(timeZone)
      ? momentIn(timeZone, local, turn === 'earlier' || turn === 'later' ? (turn satisfies Turn) : undefined)
      : null;
    if (at instanceof Date) return at.toISOString();
    if (at !== null) fields[name] = [at === 'wrong' ? 'field.wrong' : `field.hour_${at}`];
  };
  const [startsAt, endsAt] = [read('startsAt', typed.startsTurn), read('endsAt', typed.endsTurn)];
  if (!isZone(timeZone)) fields.timeZone = ['field.zone'];
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', { fields });
  const { place = '', mapUrl, onlineUrl, capacity } = typed;
  const seats = capacity ? Number(capacity) : null;
  return { startsAt, endsAt, timeZone, place, mapUrl: mapUrl || null, onlineUrl: onlineUrl || null, capacity: seats };
}

/** What it is, as its form shows it. */
export function typedFrom({ startsAt, endsAt, timeZone, place, mapUrl, onlineUrl, capacity }: Meeting): Typed {
  const clock = (at: Date) => clockOf(at, timeZone);
  return {
    startsAt: clock(startsAt),
    startsTurn: turnOf(startsAt, timeZone),
    endsAt: clock(endsAt),
    endsTurn: turnOf(endsAt, timeZone),
    timeZone,
    place,
    mapUrl: mapUrl ?? '',
    onlineUrl: onlineUrl ?? '',
    capacity: capacity === null ? '' : String(capacity),
  };
}

/** Which of the two it is, where clocks show it twice. */
function turnOf(at: Date, timeZone: string): Turn {
  const earlier = momentIn(timeZone, clockOf(at, timeZone), 'earlier');
  return earlier instanceof Date && earlier.getTime() === at.getTime() ? 'earlier' : 'later';
}
