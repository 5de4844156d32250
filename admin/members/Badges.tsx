import { useState } from 'preact/hooks';
import type { MemberBadges } from '#server/belonging/wire.ts';
import { glyphs } from '#widget/thread/glyphs.ts';
import { Icon } from '#widget/thread/Icon.tsx';
import { api } from '../api.ts';
import { Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Choice, Line } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

type Changed = { id: string; onChange: (badges: MemberBadges) => void };

/** What a member was given of the site's own badges, and what they may be given; nothing where the site has none. */
export function Badges({ id }: { id: string }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<MemberBadges>(`/members/${id}/badges`));
  if (!loaded.value) return <Loading {...loaded} />;
  const { given, others } = loaded.value;
  if (given.length + others.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="member-badges">
      <h2 id="member-badges">{t('badges.title')}</h2>
      {given.length > 0 && (
        <ul class="lines">
          {given.map((badge) => (
            <Given key={badge.id} id={id} badge={badge} onChange={loaded.set} />
          ))}
        </ul>
      )}
      {others.length > 0 && <GiveForm key={others.length} id={id} others={others} onChange={loaded.set} />}
    </section>
  );
}

function Given({ id, badge, onChange }: Changed & { badge: MemberBadges['given'][number] }) {
  const { t, locale } = useWords();
  const take = useSubmit(async () => onChange(await api.removeFor<MemberBadges>(`/members/${id}/badges/${badge.id}`)));
  return (
    <li class="stack">
      <div class="bar">
        <span class="glyph">
          <Icon d={glyphs[badge.glyph]} />
          <strong>{badge[locale]}</strong>
        </span>
        <span class="soft">
          <Day at={badge.at} />
          {badge.word && ` · ${badge.word}`}
        </span>
        <SureButton
          push
          label={t('badges.take')}
          sure={t('badges.take_sure')}
          named={(act) => t('tags.named', { act, name: badge[locale] })}
          onPress={() => void take.submit()}
        />
      </div>
      {take.error && <Failure error={take.error} />}
    </li>
  );
}

function GiveForm({ id, others, onChange }: Changed & Pick<MemberBadges, 'others'>) {
  const { t, locale } = useWords();
  const [badge, setBadge] = useState(others[0]!.id);
  const [word, setWord] = useState('');
  const giving = useSubmit(async () => onChange(await api.put<MemberBadges>(`/members/${id}/badges/${badge}`, { word })));
  return (
    <form class="stack" aria-labelledby="member-badges" {...giving.form}>
      <div class="two">
        <Choice
          id="badge-given"
          label={t('badges.which')}
          value={badge}
          options={others.map((one) => [one.id, one[locale]])}
          {...(giving.errorIn('badge') && { error: giving.errorIn('badge')! })}
          onChange={setBadge}
        />
        <Line
          id="badge-word"
          label={t('badges.word')}
          hint={t('badges.word_hint')}
          value={word}
          {...(giving.errorIn('word') && { error: giving.errorIn('word')! })}
          onChange={setWord}
        />
      </div>
      {giving.error && !giving.errorIn('badge') && !giving.errorIn('word') && <Failure error={giving.error} />}
      <p class="bar">
        <button class="btn" type="submit">
          {t('badges.give')}
        </button>
      </p>
    </form>
  );
}
