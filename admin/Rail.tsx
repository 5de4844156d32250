import type { DeskWire } from '#server/desk/wire.ts';
import { Icon } from './Icon.tsx';
import { usePreferences } from './preferences.tsx';
import type { Route } from './route.ts';
import { hrefOf } from './route.ts';
import { useWords } from './words.tsx';

type Props = { desk: DeskWire; route: Route; waiting: number; asked: number; said: number; onKeys: () => void };

export function Rail({ desk, route, waiting, asked, said, onKeys }: Props) {
  const { t } = useWords();
  return (
    <header class="rail">
      <p class="brand">
        <b>Terrasse</b>
        <span>{desk.site.name}</span>
      </p>
      <nav aria-label={t('rail.name')}>
        <ul>
          {placesOf(desk).map((place) => (
            <Place
              key={place.to.screen}
              {...place}
              route={route}
              n={{ queue: waiting, inbox: asked, mediations: said }[place.to.screen as string]}
            />
          ))}
          {desk.testimonies && (
            <li data-apart>
              <a href={TESTIMONIES}>
                <Icon name="testimonies" />
                <span>{t('rail.testimonies')}</span>
              </a>
            </li>
          )}
          <li class="more-toggle">
            <button type="button" popoverTarget="rail-more">
              <Icon name="more" />
              <span>{t('rail.more')}</span>
            </button>
          </li>
        </ul>
      </nav>
      <Me desk={desk} onKeys={onKeys} />
    </header>
  );
}

/** A page of the forum's, by forms: journalists, who have no desk, read there too. */
const TESTIMONIES = '/testimonies';

/** The first of the reports that are theirs. */
export const reportsOf = ({ can }: DeskWire) => ({
  screen: 'reports' as const,
  part: can.includes('review') ? ('day' as const) : ('threads' as const),
  at: null,
});

/** `apart`: on a phone, among what « Plus » opens. */
type PlaceOf = { to: Exclude<Route, { screen: 'lost' | 'events' }>; apart?: true };

/** What is theirs of the desk, in its order. */
function placesOf(desk: DeskWire): PlaceOf[] {
  const { can } = desk;
  const where = (act: DeskWire['can'][number], place: PlaceOf) => (can.includes(act) ? [place] : []);
  return [
    ...where('decide', { to: { screen: 'home' } }),
    ...where('decide', { to: { screen: 'queue', lane: 'all', id: null } }),
    ...where('inbox', { to: { screen: 'inbox', view: 'all', id: null } }),
    ...where('calendar', { to: { screen: 'calendar', view: 'week', at: null } }),
    ...where('threads', { to: { screen: 'threads' }, apart: true }),
    ...where('members', { to: { screen: 'members', id: null }, apart: true }),
    ...where('mediations', { to: { screen: 'mediations', at: null }, apart: true }),
    ...where('invitations', { to: { screen: 'invitations', at: null, thread: null }, apart: true }),
    ...where('decide', { to: reportsOf(desk), apart: true }),
    ...where('audience', { to: { screen: 'audience', part: 'readers' }, apart: true }),
    ...where('decide', { to: { screen: 'settings', part: can.includes('settings') ? 'site' : 'desk' }, apart: true }),
  ];
}

/** Of what its count is. */
const SAID = { queue: 'rail.waiting', inbox: 'rail.asked', mediations: 'rail.said' } as const;

function Place({ to, route, n = 0, apart }: PlaceOf & { route: Route; n?: number | undefined }) {
  const { t, number } = useWords();
  return (
    <li data-apart={apart}>
      <a href={hrefOf(to)} aria-current={route.screen === to.screen ? 'page' : undefined}>
        <Icon name={to.screen} />
        <span>{t(`rail.${to.screen}`)}</span>
        {n > 0 && (
          <span class="n">
            {number(n)}
            <span class="vh"> {t(SAID[to.screen as keyof typeof SAID], { n })}</span>
          </span>
        )}
      </a>
    </li>
  );
}

/** On a phone it opens from « Plus ». */
function Me({ desk, onKeys }: Pick<Props, 'desk' | 'onKeys'>) {
  const { t, locale } = useWords();
  const { prefer } = usePreferences();
  const other = locale === 'fr' ? 'en' : 'fr';
  return (
    <div class="me" id="rail-more" popover="auto">
      <p>
        <b>{desk.member.name}</b>
      </p>
      <p>{t(`role.${desk.member.role}`)}</p>
      {placesOf(desk).flatMap(({ to, apart }) =>
        apart ? (
          <p class="apart" key={to.screen}>
            <a href={hrefOf(to)}>{t(`rail.${to.screen}`)}</a>
          </p>
        ) : (
          []
        ),
      )}
      {desk.testimonies && (
        <p class="apart">
          <a href={TESTIMONIES}>{t('rail.testimonies')}</a>
        </p>
      )}
      <p>
        <button class="link" type="button" onClick={onKeys}>
          {t('rail.keys')}
        </button>
      </p>
      <p>
        <button class="link" type="button" lang={other} onClick={() => prefer({ locale: other })}>
          {t('rail.other_language')}
        </button>
      </p>
      <p>
        <a href={desk.site.url}>{desk.site.forumName}</a>
      </p>
      <form method="post" action="/signout">
        <button class="link" type="submit">
          {t('rail.sign_out')}
        </button>
      </form>
    </div>
  );
}
