import { useContext, useEffect, useState } from 'preact/hooks';
import type { CalendarChoices, ItemAct, ItemState, ItemTaken, ItemWire, PlannedKind } from '#server/planning/wire.ts';
import { api, type ApiError } from '../api.ts';
import { SiteZone } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { goTo, hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { useSave } from '../use-form.ts';
import { asApiError, useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { Checklist } from './Checklist.tsx';
import { History } from './History.tsx';
import { changedBy, EMPTY, fromForm, toForm, type ItemForm } from './item-form.ts';
import { shapeOf, wordOf } from './item-words.ts';
import { ItemFields } from './ItemFields.tsx';
import { useCalendarEvents } from './live.ts';
import { LetterPart } from './LetterPart.tsx';
import { Notes } from './Notes.tsx';
import { Preview } from './Preview.tsx';
import { Problem } from './Problem.tsx';
import { Repeat } from './Repeat.tsx';
import { StartFrom } from './StartFrom.tsx';

/** One item, or a new one: its words, its state, what colleagues say of it. */
export function ItemScreen({ id, kind = 'discussion' }: { id: string | null; kind?: PlannedKind }) {
  const choices = useLoad(() => api.get<CalendarChoices>('/calendar/choices'));
  const loaded = useLoad(() => (id === null ? Promise.resolve(null) : api.get<ItemWire>(`/calendar/${id}`)));
  const ready = choices.value && (id === null || loaded.value);
  return (
    <div class="page">
      {ready ? (
        <Editor item={loaded.value} kind={kind} choices={choices.value!} onChange={loaded.set} onStale={loaded.reload} />
      ) : (
        <Loading {...(choices.error ? choices : loaded)} />
      )}
    </div>
  );
}

type EditorProps = {
  item: ItemWire | null;
  kind: PlannedKind;
  choices: CalendarChoices;
  onChange: (item: ItemWire) => void;
  onStale: () => void;
};

const CALENDAR = hrefOf({ screen: 'calendar', view: 'week', at: null });

function Editor({ item, kind, choices, onChange, onStale }: EditorProps) {
  const { t } = useWords();
  const zone = useContext(SiteZone)!;
  const [clientId] = useState(() => crypto.randomUUID());
  const [base, setBase] = useState(item);
  const empty = { ...EMPTY, kind };
  const [form, setForm] = useState<ItemForm>(() => (item ? toForm(item, zone) : empty));
  const [theirs, setTheirs] = useState<ItemWire | null>(null);
  const [failed, setFailed] = useState<ApiError | null>(null);
  const known = base ? toForm(base, zone) : empty;
  const changed = JSON.stringify(known) !== JSON.stringify(form);
  const title = base?.title ?? t(kind === 'digest' ? 'calendar.letter.new' : 'calendar.new_title');
  useTitle(title);
  // What a colleague says or decides is shown at once; what is typed here stays.
  useCalendarEvents(() => item && onStale());
  useEffect(() => {
    if (!item || changed) return;
    setBase(item);
    setForm(toForm(item, zone));
  }, [item]);

  const shows = (saved: ItemWire) => {
    setBase(saved);
    setForm(toForm(saved, zone));
    setTheirs(null);
    setFailed(null);
    onChange(saved);
  };
  const save = async () => {
    const planned = fromForm(form, zone, base ?? undefined);
    try {
      const saved = base
        ? await api.put<ItemWire>(`/calendar/${base.id}`, { version: base.version, ...planned })
        : await api.post<ItemWire>('/calendar', { clientId, ...planned });
      shows(saved);
      if (!base) goTo(hrefOf({ screen: 'calendar', view: 'item', at: saved.id }), { replace: true });
    } catch (failure) {
      takenOver(failure, setTheirs);
      throw failure;
    }
  };
  const { error, busy, done, errorIn, form: onForm } = useSave(changed, save);
  const act = async (work: () => Promise<ItemWire>) => {
    try {
      shows(await work());
    } catch (failure) {
      takenOver(failure, setTheirs);
      setFailed(asApiError(failure));
    }
  };
  const put = (what: string, body: object) =>
    act(() => api.put<ItemWire>(`/calendar/${base!.id}/${what}`, { version: base!.version, ...body }));
  const may = (what: ItemAct) => base?.may.includes(what) ?? false;
  const over = base !== null && !may('change');

  return (
    <>
      <header class="top bar">
        <div>
          <p class="small">
            <a href={CALENDAR}>{t('rail.calendar')}</a>
          </p>
          <h1>{title}</h1>
          {base && (
            <p class="bar">
              <span class="state" data-s={shapeOf(base)}>
                {t(wordOf(base))}
              </span>
              <span>{t('calendar.by', { name: base.speaker?.name ?? base.author.name })}</span>
              {base.url && <a href={base.url}>{t('calendar.see')}</a>}
            </p>
          )}
        </div>
      </header>
      {base?.problem && <Problem kind={base.kind} problem={base.problem} />}
      {theirs && base && (
        <Theirs item={theirs} since={base.version} onTake={() => shows(theirs)} onKeep={() => (setBase(theirs), setTheirs(null))} />
      )}
      {!theirs && (failed ?? error) && <Failure error={(failed ?? error)!} />}
      <div class="cp">
        <form class="stack-6" {...onForm}>
          <ItemFields
            form={form}
            choices={choices}
            fixed={over}
            errorIn={(field) => errorIn(field) ?? failed?.facts.fields?.[field]}
            onChange={setForm}
          />
          {!over && (
            <div class="bar">
              <button class="btn" type="submit" data-primary={!base || changed ? '' : undefined} disabled={!changed} aria-busy={busy}>
                {t(base ? 'calendar.save' : 'calendar.make')}
              </button>
              <output class="soft small">{done && t('calendar.saved')}</output>
            </div>
          )}
        </form>
        <aside class="stack-6">
          {!base && form.kind !== 'digest' && <StartFrom form={form} onChange={setForm} />}
          {base && (
            <section class="stack" aria-labelledby="item-acts">
              <h2 id="item-acts">{t('calendar.next')}</h2>
              {changed && <p class="soft small">{t('calendar.save_first')}</p>}
              <div class="bar">
                {STATES.filter(([state]) => may(state)).map(([, to, primary]) => (
                  <button
                    key={to}
                    class="btn"
                    type="button"
                    data-primary={primary && !changed ? '' : undefined}
                    disabled={changed}
                    onClick={() => void put('state', { state: to })}
                  >
                    {t(`calendar.act.${to}`)}
                  </button>
                ))}
                {may('take') && (
                  <button class="btn" type="button" disabled={changed} onClick={() => void put('author', {})}>
                    {t('calendar.take')}
                  </button>
                )}
                {may('remove') && (
                  <SureButton
                    label={t('calendar.remove')}
                    sure={t('calendar.remove_sure')}
                    named={(label) => label}
                    onPress={() =>
                      void api.remove(`/calendar/${base.id}?version=${base.version}`).then(
                        () => goTo(CALENDAR),
                        (failure: unknown) => setFailed(asApiError(failure)),
                      )
                    }
                  />
                )}
              </div>
            </section>
          )}
          <Checklist checks={form.checklist} fixed={over} onChange={(checklist) => setForm({ ...form, checklist })} />
          {base && <Repeat key={base.version} item={base} unsaved={changed} act={act} />}
          {form.kind === 'digest' ? (
            <LetterPart item={base} planned={fromForm(form, zone, base ?? undefined)} unsaved={changed} act={act} />
          ) : (
            <Preview title={form.title} source={form.source} />
          )}
          {base && <Notes item={base} onChange={(next) => (setBase(next), onChange(next))} />}
          {base && base.changes.length > 0 && <History item={base} />}
        </aside>
      </div>
    </>
  );
}

/** In the order that they are done; the one that goes on is filled. */
const STATES: [act: ItemAct, to: Exclude<ItemState, 'published'>, goesOn: boolean][] = [
  ['schedule', 'scheduled', true],
  ['approve', 'approved', false],
  ['review', 'review', false],
  ['done', 'reviewed', true],
  ['draft', 'draft', false],
];

function takenOver(failure: unknown, show: (item: ItemWire) => void) {
  const { code, facts } = asApiError(failure);
  if (code === 'taken') show((facts.details as ItemTaken).item);
}

type TheirsProps = { item: ItemWire; since: number; onTake: () => void; onKeep: () => void };

/** Somebody was faster: what they changed, and both ways on. Nothing that is typed is lost before one says so. */
function Theirs({ item, since, onTake, onKeep }: TheirsProps) {
  const { t } = useWords();
  return (
    <div class="notice" role="alert">
      <ul>
        {changedBy(item, since).map(({ by, fields }, i) => (
          <li key={i}>
            {t('calendar.theirs', {
              by: by ?? t('calendar.clock'),
              what: fields.map((field) => t(`calendar.field.${field as 'title'}`)).join(', ') || t('calendar.field.author'),
            })}
          </li>
        ))}
      </ul>
      <button class="btn" type="button" onClick={onTake}>
        {t('calendar.take_theirs')}
      </button>
      <button class="btn" type="button" onClick={onKeep}>
        {t('calendar.keep_mine')}
      </button>
    </div>
  );
}
