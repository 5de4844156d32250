import { useState } from 'preact/hooks';
import type { BadgeInput, BadgesWire, BadgeWire } from '#server/belonging/wire.ts';
import { glyphs, type Glyph } from '#widget/thread/glyphs.ts';
import { Icon } from '#widget/thread/Icon.tsx';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Choice, Line } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { SureButton } from './SureButton.tsx';

const EMPTY: BadgeInput = { fr: '', en: '', glyph: 'star' };

/** What the newsroom gives by hand: made here, given in the file of a member. */
export function Badges() {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const loaded = useLoad(() => api.get<BadgesWire>('/badges'));
  const done = () => (setOpen(null), loaded.reload());
  if (!loaded.value) return <Loading {...loaded} />;
  const { badges } = loaded.value;
  return (
    <div class="stack-6">
      <p class="soft">{t('badges.hint')}</p>
      {badges.length === 0 && <p class="soft">{t('badges.none')}</p>}
      <ul class="lines">
        {badges.map((badge) => (
          <li key={badge.id} class="stack">
            <Badge badge={badge} open={open === badge.id} onOpen={() => setOpen(open === badge.id ? null : badge.id)} onDone={done} />
          </li>
        ))}
      </ul>
      <section class="stack" aria-labelledby="badge-new">
        <h3 id="badge-new">{t('badges.new')}</h3>
        <BadgeForm
          key={badges.length}
          id="new"
          start={EMPTY}
          label={t('badges.make')}
          send={(badge) => api.post('/badges', badge)}
          onDone={done}
        />
      </section>
    </div>
  );
}

type BadgeProps = { badge: BadgeWire; open: boolean; onOpen: () => void; onDone: () => void };

function Badge({ badge: { id, given, ...badge }, open, onOpen, onDone }: BadgeProps) {
  const { t, locale } = useWords();
  const name = badge[locale];
  const remove = useSubmit(async () => (await api.remove(`/badges/${id}`), onDone()));
  return (
    <>
      <div class="bar">
        <span class="glyph">
          <Icon d={glyphs[badge.glyph]} />
          <strong>{name}</strong>
        </span>
        <span class="soft small">{t('badges.given', { n: given })}</span>
        <button
          class="btn push"
          data-quiet
          type="button"
          aria-expanded={open}
          aria-label={t('tags.named', { act: t('badges.change'), name })}
          onClick={onOpen}
        >
          {t('badges.change')}
        </button>
      </div>
      {open && (
        <>
          <BadgeForm id={id} start={badge} label={t('badges.save')} send={(changed) => api.put(`/badges/${id}`, changed)} onDone={onDone} />
          {remove.error && <Failure error={remove.error} />}
          <p class="bar">
            <SureButton
              push
              label={t('badges.delete')}
              sure={t('badges.delete_sure', { n: given })}
              named={(act) => t('tags.named', { act, name })}
              onPress={() => void remove.submit()}
            />
          </p>
        </>
      )}
    </>
  );
}

type FormProps = { id: string; start: BadgeInput; label: string; send: (badge: BadgeInput) => Promise<unknown>; onDone: () => void };

function BadgeForm({ id, start, label, send, onDone }: FormProps) {
  const { t } = useWords();
  const [badge, setBadge] = useState(start);
  const ready = badge.fr.trim() !== '' && badge.en.trim() !== '';
  const saving = useSubmit(async () => (await send(badge), onDone()), ready);
  const set = (change: Partial<BadgeInput>) => setBadge({ ...badge, ...change });
  return (
    <form class="stack" {...saving.form}>
      <div class="two">
        {(['fr', 'en'] as const).map((lang) => (
          <Line
            key={lang}
            id={`badge-${id}-${lang}`}
            label={t(`badges.${lang}`)}
            value={badge[lang]}
            {...(saving.errorIn(lang) && { error: saving.errorIn(lang)! })}
            onChange={(name) => set({ [lang]: name })}
          />
        ))}
      </div>
      <div class="bar ask">
        <Choice
          id={`badge-${id}-glyph`}
          label={t('reaction.glyph')}
          value={badge.glyph}
          options={(Object.keys(glyphs) as Glyph[]).map((glyph) => [glyph, t(`glyph.${glyph}`)])}
          onChange={(glyph) => set({ glyph: glyph as Glyph })}
        />
        <span class="glyph">
          <Icon d={glyphs[badge.glyph]} />
        </span>
        <button class="btn" type="submit" aria-disabled={!ready}>
          {label}
        </button>
      </div>
      {saving.error && !saving.errorIn('fr') && !saving.errorIn('en') && <Failure error={saving.error} />}
    </form>
  );
}
