import type { SettingsWire } from '#server/sites/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useLeaveGuard, useSaveKey } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import type { Words } from '../words.tsx';
import { useWords } from '../words.tsx';
import { Choice, Line, Lines } from './fields.tsx';
import type { Field } from './form.ts';
import { errorOf } from './form.ts';
import { Loading } from './Loading.tsx';
import { Reactions } from './Reactions.tsx';
import { Sections } from './Sections.tsx';
import { useSiteForm } from './use-site-form.ts';

type Props = { onSaved: () => void };
type Options = [value: string, label: string][];

export function SiteSettings({ onSaved }: Props) {
  const loaded = useLoad(() => api.get<SettingsWire>('/settings'));
  if (!loaded.value) return <Loading {...loaded} />;
  return <Editor saved={loaded.value} onSaved={onSaved} />;
}

function Editor({ saved, onSaved }: { saved: SettingsWire; onSaved: () => void }) {
  const { t } = useWords();
  const { form, stored, clashes, changes, error, done, put, save, discard } = useSiteForm(saved, onSaved);
  useLeaveGuard(changes > 0);
  useSaveKey(() => changes > 0 && void save());

  const options = optionsIn(t);
  const fields = error?.facts.fields ?? {};
  const common = (field: Exclude<Field, 'sections' | 'reactions'>) => {
    const theirs = options[field]?.find(([value]) => value === stored[field])?.[1] ?? stored[field];
    return {
      id: `site-${field}`,
      label: t(`site.${field}`),
      value: form[field],
      error: errorOf(fields, `settings.${field}`),
      theirs: clashes?.includes(field) ? t('settings.theirs', { value: theirs || '—' }) : undefined,
      onChange: (value: string) => put({ [field]: value }),
    };
  };
  const choice = (
    field:
      | 'locale'
      | 'moderation'
      | 'audience'
      | 'guests'
      | 'showSubscribers'
      | 'secondFactorForStaff'
      | 'calendarReview'
      | 'linkPreviews'
      | 'listArticles'
      | 'tagsBy'
      | 'searchEngines'
      | 'pictures'
      | 'films',
  ) => ({
    ...common(field),
    options: options[field]!,
  });
  return (
    <form
      class="stack-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {clashes && (
        <div class="notice" role="alert">
          <p>{t('settings.clash', { n: clashes.length })}</p>
        </div>
      )}
      {error && <Failure error={error} />}
      <fieldset class="two">
        <legend>{t('site.group_names')}</legend>
        <Line {...common('name')} />
        <Line {...common('forumName')} />
        <Choice {...choice('locale')} />
        <Choice {...choice('searchEngines')} hint={t('site.searchEngines_hint')} />
      </fieldset>
      <fieldset class="two">
        <legend>{t('site.group_writing')}</legend>
        <Choice {...choice('moderation')} hint={t('site.moderation_hint')} />
        <Choice {...choice('audience')} />
        <Choice {...choice('guests')} hint={t('site.guests_hint')} />
        <Choice {...choice('showSubscribers')} hint={t('site.showSubscribers_hint')} />
        <Choice {...choice('linkPreviews')} hint={t('site.linkPreviews_hint')} />
        <Choice {...choice('listArticles')} hint={t('site.listArticles_hint')} />
        <Choice {...choice('tagsBy')} />
        <Choice {...choice('pictures')} hint={t('site.pictures_hint')} />
        <Choice {...choice('films')} hint={t('site.films_hint')} />
        <Line {...common('filmMegabytes')} numeric hint={t('site.filmMegabytes_hint')} />
        <Line {...common('filmMinutes')} numeric hint={t('site.filmMinutes_hint')} />
        <Line {...common('minAge')} numeric hint={t('site.minAge_hint')} />
        <Line {...common('closeAfterDays')} numeric hint={t('site.closeAfterDays_hint')} />
        <Line {...common('editMinutes')} numeric hint={t('site.editMinutes_hint')} />
        <Line {...common('openingHours')} hint={t('site.openingHours_hint')} />
      </fieldset>
      <Sections
        sections={form.sections}
        error={errorOf(fields, 'settings.sections')}
        clash={clashes?.includes('sections') ?? false}
        choices={{ moderation: options.moderation!, audience: options.audience! }}
        onChange={(sections) => put({ sections })}
      />
      <Reactions
        reactions={form.reactions}
        error={errorOf(fields, 'settings.reactions')}
        clash={clashes?.includes('reactions') ?? false}
        onChange={(reactions) => put({ reactions })}
      />
      <fieldset class="two">
        <legend>{t('site.group_staff')}</legend>
        <Choice {...choice('secondFactorForStaff')} hint={t('site.secondFactorForStaff_hint')} />
        <Choice {...choice('calendarReview')} hint={t('site.calendarReview_hint')} />
        <Line {...common('secondReadings')} numeric hint={t('site.secondReadings_hint')} />
      </fieldset>
      <fieldset class="stack">
        <legend>{t('site.group_embed')}</legend>
        <Lines {...common('origins')} hint={t('site.origins_hint')} />
      </fieldset>
      <div class="bar savebar">
        <button class="btn" data-primary type="submit" aria-disabled={!changes}>
          {t('settings.save', { n: changes })} <kbd aria-hidden="true">Ctrl S</kbd>
        </button>
        {changes > 0 && (
          <button class="btn" data-quiet type="button" onClick={discard}>
            {t('settings.discard')}
          </button>
        )}
        <output>
          {done && (
            <span class="state" data-s="good">
              {t('settings.saved')}
            </span>
          )}
        </output>
      </div>
    </form>
  );
}

const optionsIn = (t: Words['t']): Partial<Record<Field, Options>> => ({
  guests: [
    ['no', t('guests.no')],
    ['yes', t('guests.yes')],
  ],
  showSubscribers: [
    ['no', t('show_subscribers.no')],
    ['yes', t('show_subscribers.yes')],
  ],
  tagsBy: [
    ['members', t('tagsBy.members')],
    ['staff', t('tagsBy.staff')],
  ],
  listArticles: [
    ['no', t('listArticles.no')],
    ['yes', t('listArticles.yes')],
  ],
  linkPreviews: [
    ['yes', t('link_previews.yes')],
    ['no', t('link_previews.no')],
  ],
  searchEngines: [
    ['nothing', t('search_engines.nothing')],
    ['forum', t('search_engines.forum')],
    ['articles', t('search_engines.articles')],
    ['members', t('search_engines.members')],
  ],
  pictures: [
    ['newsroom', t('pictures.newsroom')],
    ['known', t('pictures.known')],
    ['members', t('pictures.members')],
  ],
  films: [
    ['newsroom', t('pictures.newsroom')],
    ['known', t('pictures.known')],
    ['members', t('pictures.members')],
  ],
  calendarReview: [
    ['no', t('site.calendarReview_no')],
    ['yes', t('site.calendarReview_yes')],
  ],
  secondFactorForStaff: [
    ['no', t('second_factor.no')],
    ['yes', t('second_factor.yes')],
  ],
  locale: [
    ['fr', t('locale.fr')],
    ['en', t('locale.en')],
  ],
  moderation: [
    ['after', t('moderation.after')],
    ['before', t('moderation.before')],
  ],
  audience: [
    ['members', t('audience.members')],
    ['subscribers', t('audience.subscribers')],
    ['nobody', t('audience.nobody')],
  ],
});
