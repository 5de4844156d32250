import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskWire } from '#server/desk/wire.ts';
import { api, type ApiError } from './api.ts';
import { SiteZone } from './clock.tsx';
import { AudienceScreen } from './audience/AudienceScreen.tsx';
import { CalendarScreen } from './calendar/CalendarScreen.tsx';
import { EventsScreen } from './events/EventsScreen.tsx';
import { Failure } from './Failure.tsx';
import { HomeScreen } from './home/HomeScreen.tsx';
import { InboxScreen } from './inbox/InboxScreen.tsx';
import { openIn } from './inbox/item-list.ts';
import { useInbox, type Inbox } from './inbox/use-inbox.ts';
import { InvitationsScreen } from './invitations/InvitationsScreen.tsx';
import { LawBanner } from './LawBanner.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { MediationsScreen } from './mediations/MediationsScreen.tsx';
import { MembersScreen } from './members/MembersScreen.tsx';
import { usePreferences } from './preferences.tsx';
import { QueueScreen } from './queue/QueueScreen.tsx';
import { useCases } from './queue/use-cases.ts';
import { useSaid } from './mediations/use-said.ts';
import { Rail, reportsOf } from './Rail.tsx';
import { ReportsScreen } from './reporting/ReportsScreen.tsx';
import type { Route } from './route.ts';
import { goTo, hrefOf, SECOND_FACTOR, SIGN_IN, useRoute } from './route.ts';
import { SettingsScreen } from './settings/SettingsScreen.tsx';
import { StateBanner } from './StateBanner.tsx';
import { ThreadsScreen } from './threads/ThreadsScreen.tsx';
import { useKeys } from './use-keys.ts';
import type { Loaded } from './use-load.ts';
import { useLoad } from './use-load.ts';
import { useTitle } from './use-title.ts';
import { browserLocale, useWords, WordsProvider } from './words.tsx';

export function Desk() {
  const desk = useLoad(() => api.get<DeskWire>('/desk'));
  const { locale } = usePreferences();
  if (!desk.value && !desk.error && !desk.slow) return null;
  return (
    <WordsProvider locale={locale ?? desk.value?.site.locale ?? browserLocale()}>
      {desk.value && !isShut(desk.error) ? (
        <SiteZone.Provider value={desk.value.timeZone}>
          <OpenDesk desk={desk.value} reload={desk.reload} />
        </SiteZone.Provider>
      ) : (
        <main>
          <Threshold {...desk} />
        </main>
      )}
    </WordsProvider>
  );
}

function OpenDesk({ desk, reload }: { desk: DeskWire; reload: () => void }) {
  const route = useRoute();
  const cases = useCases(desk, route.screen === 'queue' ? { lane: route.lane, query: route.query ?? '' } : null, reload);
  const inbox = useInbox(desk, route.screen === 'inbox' ? route.view : null, cases);
  const said = useSaid(desk, route);
  const [keysShown, setKeysShown] = useState(false);
  const showKeys = () => setKeysShown(true);
  useKeys({
    keys: showKeys,
    'go.home': () => goTo(hrefOf({ screen: 'home' })),
    'go.queue': () => goTo(hrefOf({ screen: 'queue', lane: 'all', id: null })),
    'go.inbox': () => desk.can.includes('inbox') && goTo(hrefOf({ screen: 'inbox', view: 'all', id: null })),
    'go.threads': () => desk.can.includes('threads') && goTo(hrefOf({ screen: 'threads' })),
    'go.calendar': () => desk.can.includes('calendar') && goTo(hrefOf({ screen: 'calendar', view: 'week', at: null })),
    'go.members': () => desk.can.includes('members') && goTo(hrefOf({ screen: 'members', id: null })),
    'go.invitations': () => desk.can.includes('invitations') && goTo(hrefOf({ screen: 'invitations', at: null, thread: null })),
    'go.reports': () => goTo(hrefOf(reportsOf(desk))),
    'go.settings': () => goTo(hrefOf({ screen: 'settings', part: 'site' })),
  });
  const main = useFocusOnChange(route.screen);
  return (
    <div class={route.screen === 'queue' || route.screen === 'inbox' ? 'desk app' : 'desk'}>
      <SkipLink />
      <Rail desk={desk} route={route} waiting={cases.list.counts.all} asked={openIn(inbox.list.counts)} said={said} onKeys={showKeys} />
      <main id="main" tabIndex={-1} ref={main}>
        <LawBanner overdue={desk.overdue} />
        <StateBanner state={desk.state} opens={desk.can.includes('settings')} />
        <Screen {...{ desk, route, cases, inbox, reload }} />
      </main>
      {keysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
    </div>
  );
}

/** Rights are taken, or a session ended, while the desk is open: it closes on the spot. */
const isShut = (error: ApiError | null) =>
  error !== null && ['not_found', 'not_signed_in', 'session_ended', 'second_factor_needed'].includes(error.code);

type ScreenProps = { desk: DeskWire; route: Route; cases: ReturnType<typeof useCases>; inbox: Inbox; reload: () => void };

function Screen({ desk, route, cases, inbox, reload }: ScreenProps) {
  if (!desk.can.includes('decide')) return <InboxAlone {...{ desk, route, inbox }} />;
  if (route.screen === 'home') return <HomeScreen desk={desk} cases={cases} />;
  if (route.screen === 'queue' && desk.can.includes('decide')) return <QueueScreen desk={desk} route={route} cases={cases} />;
  if (route.screen === 'inbox' && desk.can.includes('inbox')) return <InboxScreen desk={desk} route={route} inbox={inbox} />;
  if (route.screen === 'threads' && desk.can.includes('threads'))
    return <ThreadsScreen inviting={desk.can.includes('invitations')} screening={desk.can.includes('settings')} />;
  if (route.screen === 'events' && desk.can.includes('threads')) return <EventsScreen site={desk.site} when={route.when} />;
  if (route.screen === 'calendar' && desk.can.includes('calendar')) return <CalendarScreen view={route.view} at={route.at} />;
  if (route.screen === 'members' && desk.can.includes('members'))
    return (
      <MembersScreen id={route.id} history={desk.can.includes('security')} segments={desk.can.includes('settings')} site={desk.site} />
    );
  if (route.screen === 'mediations' && desk.can.includes('mediations'))
    return <MediationsScreen key={route.at} at={route.at} query={route.query ?? ''} />;
  if (route.screen === 'invitations' && desk.can.includes('invitations')) return <InvitationsScreen at={route.at} thread={route.thread} />;
  if (route.screen === 'audience' && desk.can.includes('audience')) return <AudienceScreen part={route.part} site={desk.site} />;
  if (route.screen === 'reports') return <ReportsScreen desk={desk} part={route.part} at={route.at} />;
  if (route.screen === 'settings') return <SettingsScreen desk={desk} part={route.part} onChanged={reload} />;
  return <Lost />;
}

/** Of a journalist: what is given to them, and the lanes that they see. */
function InboxAlone({ desk, route, inbox }: Pick<ScreenProps, 'desk' | 'route' | 'inbox'>) {
  const atHome = route.screen === 'home';
  useEffect(() => {
    if (atHome) goTo(hrefOf({ screen: 'inbox', view: 'mine', id: null }), { replace: true });
  }, [atHome]);
  if (route.screen === 'inbox') return <InboxScreen desk={desk} route={route} inbox={inbox} />;
  return atHome ? null : <Lost />;
}

/** Before the desk opens: on the way, signed out, not of the staff, or nothing answers. */
function Threshold({ error, reload }: Loaded<DeskWire>) {
  const { t } = useWords();
  if (!error) return <Standing title={t('desk.loading')} />;
  if (error.code === 'not_found') return <Lost leave />;
  if (error.code === 'not_signed_in' || error.code === 'session_ended') {
    return (
      <Standing title={t('desk.signed_out')}>
        <a class="btn" data-primary href={SIGN_IN}>
          {t('desk.sign_in')}
        </a>
      </Standing>
    );
  }
  if (error.code === 'second_factor_needed') {
    return (
      <Standing title={t('desk.second_factor')}>
        <p>{t('desk.second_factor_why')}</p>
        <a class="btn" data-primary href={SECOND_FACTOR}>
          {t('desk.second_factor_go')}
        </a>
      </Standing>
    );
  }
  return (
    <Standing title={t('desk.failed')}>
      <Failure error={error} onRetry={reload} />
    </Standing>
  );
}

/** `leave`: nothing around it leads elsewhere. */
function Lost({ leave = false }: { leave?: boolean }) {
  const { t } = useWords();
  return (
    <Standing title={t('lost.title')}>
      <p>{t('lost.text')}</p>
      {leave && (
        <form method="post" action="/signout">
          <a class="btn" href="/">
            {t('lost.forum')}
          </a>{' '}
          <button class="btn" data-quiet type="submit">
            {t('rail.sign_out')}
          </button>
        </form>
      )}
    </Standing>
  );
}

function Standing({ title, children }: { title: string; children?: ComponentChildren }) {
  useTitle(title);
  return (
    <div class="empty">
      <h1>{title}</h1>
      {children}
    </div>
  );
}

function SkipLink() {
  const { t } = useWords();
  return (
    <a class="skip" href="#main">
      {t('skip')}
    </a>
  );
}

/** Another screen takes the focus, so that what is read aloud is where one is. */
function useFocusOnChange(what: string) {
  const ref = useRef<HTMLElement>(null);
  const before = useRef(what);
  useEffect(() => {
    if (before.current !== what) ref.current?.focus();
    before.current = what;
  }, [what]);
  return ref;
}
