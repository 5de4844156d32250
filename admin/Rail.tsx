import type { DeskWire } from '#server/desk/wire.ts';
import { Icon } from './Icon.tsx';
import { usePreferences } from './preferences.tsx';
import type { Route } from './route.ts';
import { hrefOf } from './route.ts';
import { useWords } from './words.tsx';

type Props = { desk: DeskWire; route: Route; waiting: number; asked: number; onKeys: () => void };

export function Rail({ desk, route, waiting, asked, onKeys }: Props) {
  const { t } = useWords();
  return (
    <header class="rail">
      <p class="brand">
        <b>Terrasse</b>
        <span>{desk.site.name}</span>
      </p>
      <nav aria-label={t('rail.name')}>
        <ul>
          {desk.can.includes('decide') && <Place to={{ screen: 'queue', lane: 'all', id: null }} {...{ route, waiting }} />}
          {desk.can.includes('inbox') && <Place to={{ screen: 'inbox', view: 'all', id: null }} {...{ route }} waiting={asked} />}
          {desk.can.includes('threads') && <Place to={{ screen: 'threads' }} {...{ route }} />}
          {desk.can.includes('calendar') && <Place to={CALENDAR} apart {...{ route }} />}
          {desk.can.includes('members') && <Place to={{ screen: 'members', id: null }} {...{ route }} />}
          {desk.can.includes('invitations') && <Place to={INVITATIONS} apart {...{ route }} />}
          {desk.can.includes('audience') && <Place to={AUDIENCE} apart {...{ route }} />}
          {desk.testimonies && (
            <li data-apart>
              <a href={TESTIMONIES}>
                <Icon name="testimonies" />
                <span>{t('rail.testimonies')}</span>
              </a>
            </li>
          )}
          <Place to={{ screen: 'settings', part: desk.can.includes('settings') ? 'site' : 'desk' }} {...{ route }} />
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
const CALENDAR = { screen: 'calendar', view: 'week', at: null } as const;
const AUDIENCE = { screen: 'audience', part: 'readers' } as const;
const INVITATIONS = { screen: 'invitations', at: null, thread: null } as const;

/** `apart`: on a phone, among what « Plus » opens. */
type PlaceProps = { to: Exclude<Route, { screen: 'lost' | 'events' }>; route: Route; waiting?: number; apart?: boolean };

function Place({ to, route, waiting = 0, apart }: PlaceProps) {
  const { t, number } = useWords();
  return (
    <li data-apart={apart}>
      <a href={hrefOf(to)} aria-current={route.screen === to.screen ? 'page' : undefined}>
        <Icon name={to.screen} />
        <span>{t(`rail.${to.screen}`)}</span>
        {waiting > 0 && (
          <span class="n">
            {number(waiting)}
            <span class="vh"> {t(to.screen === 'inbox' ? 'rail.asked' : 'rail.waiting', { n: waiting })}</span>
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
      {desk.can.includes('calendar') && (
        <p class="apart">
          <a href={hrefOf(CALENDAR)}>{t('rail.calendar')}</a>
        </p>
      )}
      {desk.can.includes('invitations') && (
        <p class="apart">
          <a href={hrefOf(INVITATIONS)}>{t('rail.invitations')}</a>
        </p>
      )}
      {desk.can.includes('audience') && (
        <p class="apart">
          <a href={hrefOf(AUDIENCE)}>{t('rail.audience')}</a>
        </p>
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
