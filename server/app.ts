import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { bookmarkPages } from './bookmarks/pages.tsx';
import { accountPages } from './accounts/pages.tsx';
import { windowHeaders } from './accounts/window-headers.ts';
import { embedSessionRoutes } from './accounts/embed-routes.ts';
import { factorRoutes } from './accounts/factor-routes.ts';
import { countPages, countShown } from './audience/count-view.ts';
import { audiencePages } from './audience/pages.tsx';
import { audienceRoutes } from './audience/routes.ts';
import { appealPages } from './appeals/pages.tsx';
import { appealRoutes } from './appeals/routes.ts';
import { articleRoutes } from './articles/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { manyCasesRoutes } from './cases/many-routes.ts';
import { cannedRoutes } from './canned/routes.ts';
import { readingRoutes } from './second-readings/routes.ts';
import { caseWorkRoutes } from './cases/work-routes.ts';
import { publicLogPages } from './cases/public-log-pages.tsx';
import { statementPages } from './cases/statement-pages.tsx';
import { charterPages } from './charter/pages.tsx';
import { charterRoutes } from './charter/routes.ts';
import type { Deps } from './deps.ts';
import { deskRoutes } from './desk/routes.ts';
import { draftRoutes } from './drafts/routes.ts';
import { Refusal } from './errors.ts';
import { expertRoutes } from './experts/routes.ts';
import { followPages } from './follows/pages.tsx';
import { forumPages } from './forum/pages.tsx';
import { goalRoutes } from './goals/routes.ts';
import { guestPages } from './guests/pages.tsx';
import { guestRoutes } from './guests/routes.ts';
import { assetRoutes } from './http/asset-routes.ts';
import { embedRoutes } from './forum/embed-routes.ts';
import { guard } from './http/guard.ts';
import { pageHeaders, sharedHeaders } from './http/headers.ts';
import { keepForNobody } from './http/keep-for-nobody.ts';
import { limitRequests } from './http/limit-requests.ts';
import { answerError } from './http/refuse.tsx';
import { openRequest, readSite } from './http/request.ts';
import { readWho, type Env } from './http/who.ts';
import { figureRoutes } from './figures/routes.ts';
import { homeRoutes } from './home/routes.ts';
import { ideaRoutes } from './ideas/routes.ts';
import { inboundPages } from './inbound/pages.tsx';
import { inboundRoutes, MAX_MAIL } from './inbound/routes.ts';
import { messagePages } from './inbox/own-pages.tsx';
import { promiseRoutes } from './inbox/promise-routes.ts';
import { inboxRoutes } from './inbox/routes.ts';
import { installPages } from './install/pages.tsx';
import { doorPages } from './invitations/door-pages.tsx';
import { invitedPages } from './invitations/invited-pages.tsx';
import { invitationRoutes } from './invitations/routes.ts';
import { blockRoutes } from './machines/block-routes.tsx';
import { cardRoutes } from './machines/card-routes.ts';
import { feedRoutes } from './machines/feed-routes.ts';
import { oembedRoutes } from './machines/oembed-routes.ts';
import { featuredRoutes, quoteRoutes } from './machines/quote-routes.ts';
import { robotsRoutes } from './machines/robots-routes.ts';
import { sitemapRoutes } from './machines/sitemap-routes.ts';
import { mailRoutes } from './mail/routes.ts';
import { calendarRoutes } from './meetings/calendar-routes.ts';
import { programmeRoutes } from './meetings/programme-routes.tsx';
import { meetingPages } from './meetings/pages.tsx';
import { meetingRoutes } from './meetings/routes.ts';
import { openingRoutes } from './openings/routes.ts';
import { openapi } from './http/openapi.ts';
import { memberFileRoutes } from './members/file-routes.ts';
import { memberRoutes } from './members/routes.ts';
import { ladderRoutes } from './sanctions/ladder-routes.ts';
import { sanctionRoutes } from './sanctions/routes.ts';
import { healthRoutes } from './ops/health-routes.ts';
import { ignoreRoutes } from './members/ignore-routes.ts';
import { readOwn } from './members/own.ts';
import { ownPages } from './members/own-pages.ts';
import { PHOTO_BYTES } from './members/photo.ts';
import { captionPages } from './media/caption-pages.tsx';
import { mediaPages } from './media/media-pages.tsx';
import { mediaRoutes } from './media/routes.ts';
import { mediaFileRoutes } from './media/serve-routes.ts';
import { photoRoutes } from './members/photo-routes.ts';
import { mentionRoutes } from './mentions/routes.ts';
import { legalNoticePages } from './notices/pages.tsx';
import { legalNoticeRoutes } from './notices/routes.ts';
import { noticePages } from './notifications/pages.tsx';
import { pushPages } from './push/pages.tsx';
import { liveRoutes } from './lives/routes.ts';
import { agendaRoutes } from './planning/agenda-routes.ts';
import { digestRoutes } from './digests/routes.ts';
import { partnerPages } from './partners/pages.tsx';
import { partnerLookRoutes, partnerRoutes } from './partners/routes.ts';
import { calendarDeskRoutes } from './planning/routes.ts';
import { pollRoutes } from './polls/routes.ts';
import { galleryPages } from './galleries/pages.tsx';
import { galleryRoutes } from './galleries/routes.ts';
import { testimonyPages } from './testimonies/pages.tsx';
import { testimonyRoutes } from './testimonies/routes.ts';
import { featureRoutes } from './posts/feature-routes.ts';
import { badgeRoutes } from './belonging/badge-routes.ts';
import { welcomeRoutes } from './belonging/welcome-routes.ts';
import { levelPages } from './engagement/pages.tsx';
import { engagementRoutes } from './engagement/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { segmentRoutes } from './segments/routes.ts';
import { voiceRoutes } from './voices/routes.ts';
import { thanksRoutes } from './belonging/thanks-routes.ts';
import { postRoutes } from './posts/routes.ts';
import { reactionRoutes } from './reactions/routes.ts';
import { voteRoutes } from './votes/routes.ts';
import { relayPages } from './relays/pages.tsx';
import { reportRoutes } from './reporting/routes.ts';
import { searchPages } from './search/pages.tsx';
import { searchRoutes } from './search/routes.ts';
import { exchangeRoutes } from './sign-on/exchange-routes.ts';
import { logoutRoutes } from './sign-on/logout-routes.ts';
import { signOnPages } from './sign-on/pages.tsx';
import { providerRoutes } from './sign-on/routes.ts';
import { securityRoutes } from './security/routes.ts';
import { classifierRoutes } from './classifier/routes.ts';
import { screeningRoutes } from './moderation/routes.ts';
import { threadScreeningRoutes } from './moderation/thread-routes.ts';
import { aboutPages } from './sites/about-pages.tsx';
import { framePictures, readFrame } from './sites/frame.ts';
import { MAX_FONT } from './sites/fonts.ts';
import { lawRoutes } from './sites/law-routes.ts';
import { shutPages } from './sites/opening.ts';
import { publisherRoutes } from './sites/publisher-routes.ts';
import { settingsRoutes } from './sites/routes.ts';
import { lookPages, lookRoutes } from './sites/look-routes.ts';
import { MAX_LOGO } from './sites/save-look.ts';
import { siteRoutes } from './sites/site-routes.ts';
import { spaceRoutes } from './sites/space-routes.ts';
import { tokenRoutes } from './sites/token-routes.ts';
import { tagRoutes, tagSuggestionRoutes } from './tags/routes.ts';
import { takenUpPages } from './taken-up/pages.tsx';
import { takenUpRoutes } from './taken-up/routes.ts';
import { answerRoutes } from './threads/answer-routes.ts';
import { markRoutes } from './threads/mark-routes.ts';
import { answeringRoutes } from './threads/answering-routes.ts';
import { openThreadRoutes } from './threads/open-routes.ts';
import { moveRoutes } from './threads/move-routes.ts';
import { threadRoutes } from './threads/routes.ts';
import { toldPostRoutes, webhookRoutes } from './webhooks/routes.ts';

import { mediationPages } from './mediations/pages.tsx';
import { mediationRoutes } from './mediations/routes.ts';
import { positioningPages } from './positioning/pages.tsx';
import { positioningRoutes } from './positioning/routes.ts';
import { whisperPages } from './whispers/pages.tsx';
import { whisperRoutes } from './whispers/routes.ts';

/** A post of 10,000 characters is at most 40 KB of UTF-8; of what else we take, only a photo is larger. */
const MAX_BODY = 64 * 1024;
/** Room for one that is too large, so that it is told so beside its field. */
const MAX_FONT_BODY = 4 * MAX_FONT;
/** Room for what frames it in a form, so that one a little too large is told so beside its field. */
const MAX_PHOTO_FORM = 2 * PHOTO_BYTES;

/**
 * The map of the server: what every request goes through, then one line a slice. `beside` are pages that are not the
 * product's own (the demonstration's newspaper): they answer before its headers and its sign-in.
 */
export function createApp(deps: Deps, beside?: Hono<Env>) {
  const app = new Hono<Env>();
  app.onError(answerError);
  app.notFound(() => {
    throw new Refusal('not_found');
  });

  app.use(openRequest(deps));
  app.route('/', healthRoutes);
  app.route('/', assetRoutes(deps.assets));
  app.route('/', photoRoutes);
  app.route('/', mediaFileRoutes);
  if (beside) app.route('/', beside);
  // Looking for a body makes a whole Request of what came: a read has none.
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', limitBody);

  const api = new Hono<Env>();
  const keep = keepForNobody(deps);
  api.use(sharedHeaders, readWho, limitRequests, guard);
  api.use('/thread', countShown, keep);
  api.use('/counts', keep);
  api.route('/', threadRoutes);
  api.route('/', openThreadRoutes);
  api.route('/', answerRoutes);
  api.route('/', answeringRoutes);
  api.route('/', markRoutes);
  api.route('/', postRoutes);
  api.route('/', reactionRoutes);
  api.route('/', voteRoutes);
  api.route('/', ideaRoutes);
  api.route('/', pollRoutes);
  api.route('/', liveRoutes);
  api.route('/', draftRoutes);
  api.route('/', mediaRoutes);
  api.route('/', mentionRoutes);
  api.route('/', embedSessionRoutes);
  api.route('/', guestRoutes);
  api.route('/', exchangeRoutes);
  api.route('/', articleRoutes);
  api.route('/', ignoreRoutes);
  api.route('/', searchRoutes);
  api.route('/', featuredRoutes);
  api.route('/', tagSuggestionRoutes);
  api.route('/', meetingRoutes);
  api.route('/', toldPostRoutes);
  api.route('/', inboundRoutes);
  api.route('/', legalNoticeRoutes);
  // Those above name their site; the desk's is its host's.
  api.use(readSite);
  api.route('/', testimonyRoutes);
  api.route('/', galleryRoutes);
  api.route('/', factorRoutes);
  api.route('/', caseRoutes);
  api.route('/', caseWorkRoutes);
  api.route('/', inboxRoutes);
  api.route('/', promiseRoutes);
  api.route('/', takenUpRoutes);
  api.route('/', whisperRoutes);
  api.route('/', positioningRoutes);
  api.route('/', mediationRoutes);
  api.route('/', cannedRoutes);
  api.route('/', readingRoutes);
  api.route('/', manyCasesRoutes);
  api.route('/', appealRoutes);
  api.route('/', charterRoutes);
  api.route('/', settingsRoutes);
  api.route('/', lawRoutes);
  api.route('/', publisherRoutes);
  api.route('/', screeningRoutes);
  api.route('/', threadScreeningRoutes);
  api.route('/', classifierRoutes);
  api.route('/', tokenRoutes);
  api.route('/', lookRoutes);
  api.route('/', spaceRoutes);
  api.route('/', tagRoutes);
  api.route('/', siteRoutes);
  api.route('/', webhookRoutes);
  api.route('/', providerRoutes);
  api.route('/', deskRoutes);
  api.route('/', figureRoutes);
  api.route('/', homeRoutes);
  api.route('/', reportRoutes);
  api.route('/', memberRoutes);
  api.route('/', memberFileRoutes);
  api.route('/', featureRoutes);
  api.route('/', thanksRoutes);
  api.route('/', badgeRoutes);
  api.route('/', welcomeRoutes);
  api.route('/', audienceRoutes);
  api.route('/', campaignRoutes);
  api.route('/', partnerRoutes);
  api.route('/', goalRoutes);
  api.route('/', openingRoutes);
  api.route('/', exportRoutes);
  api.route('/', segmentRoutes);
  api.route('/', engagementRoutes);
  api.route('/', voiceRoutes);
  api.route('/', calendarDeskRoutes);
  api.route('/', digestRoutes);
  api.route('/', moveRoutes);
  api.route('/', sanctionRoutes);
  api.route('/', ladderRoutes);
  api.route('/', invitationRoutes);
  api.route('/', expertRoutes);
  api.route('/', securityRoutes);
  api.route('/', mailRoutes);
  api.get('/openapi.json', openapi(api));
  app.route('/api/v1', api);

  app.use('/embed/thread', sharedHeaders, readSite, readWho, guard, countShown, keep);
  app.route('/', embedRoutes);
  app.use('/embed/look', sharedHeaders, readSite, readWho, guard);
  app.route('/', partnerLookRoutes);

  app.route('/', quoteRoutes);
  app.route('/', blockRoutes);
  app.route('/', oembedRoutes);
  app.route('/', cardRoutes(deps.assets));
  app.route('/', feedRoutes);
  app.route('/', calendarRoutes);
  app.route('/', agendaRoutes);
  app.route('/', programmeRoutes);
  app.route('/', robotsRoutes);
  app.route('/', sitemapRoutes);
  app.use(
    windowHeaders,
    framePictures,
    pageHeaders(deps.assets),
    readSite,
    readFrame,
    readWho,
    limitRequests,
    guard,
    readOwn,
    shutPages,
    countPages,
  );
  for (const path of ['/', '/t/*', '/a/*', '/s/*']) app.use(path, keep);
  app.route('/', lookPages);
  app.route('/', accountPages);
  app.route('/', guestPages);
  app.route('/', ownPages);
  app.route('/', bookmarkPages);
  app.route('/', inboundPages);
  app.route('/', messagePages);
  app.route('/', relayPages);
  app.route('/', takenUpPages);
  app.route('/', whisperPages);
  app.route('/', positioningPages);
  app.route('/', mediationPages);
  app.route('/', followPages);
  app.route('/', pushPages);
  app.route('/', noticePages);
  app.route('/', signOnPages);
  app.route('/', logoutRoutes);
  app.route('/', doorPages);
  app.route('/', invitedPages);
  app.route('/', aboutPages);
  app.route('/', audiencePages);
  app.route('/', partnerPages);
  app.route('/', installPages);
  app.route('/', charterPages);
  app.route('/', levelPages);
  app.route('/', statementPages);
  app.route('/', publicLogPages);
  app.route('/', legalNoticePages);
  app.route('/', appealPages);
  app.route('/', searchPages);
  app.route('/', mediaPages);
  app.route('/', captionPages);
  app.route('/', meetingPages);
  app.route('/', testimonyPages);
  app.route('/', galleryPages);
  app.route('/', forumPages);
  return app;
}

const limitTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal('too_large');
    },
  });
const usual: MiddlewareHandler<Env> = limitTo(MAX_BODY);
/** Read as it comes, and counted there (media/receive.ts, from-form.ts): a film is not kept in memory. */
const asItComes: MiddlewareHandler<Env> = (_, next) => next();
/** Where pictures come, before they are made small. */
const larger: Record<string, MiddlewareHandler<Env>> = {
  '/account/photo': limitTo(MAX_PHOTO_FORM),
  '/api/v1/look/logo': limitTo(MAX_LOGO),
  '/api/v1/look/fonts/text': limitTo(MAX_FONT_BODY),
  '/api/v1/look/fonts/bold': limitTo(MAX_FONT_BODY),
  '/api/v1/look/fonts/display': limitTo(MAX_FONT_BODY),
  '/api/v1/media': asItComes,
  '/write/picture': asItComes,
  '/new/picture': asItComes,
};
const photo: MiddlewareHandler<Env> = limitTo(PHOTO_BYTES);
const limitBody: MiddlewareHandler<Env> = (c, next) => (larger[c.req.path] ?? largerAt(c.req.path))(c, next);
const mail: MiddlewareHandler<Env> = limitTo(MAX_MAIL);
const largerAt = (path: string) =>
  path.startsWith('/api/v1/inbound/mail') ? mail : isExpertPhoto(path) ? photo : WITH_FILES.test(path) ? asItComes : usual;
const WITH_FILES = /^\/(?:galleries\/[^/]+\/new|p\/[^/]+\/(?:edit\/picture|captions|media\/captions)|api\/v1\/media\/[^/]+\/captions)$/;
const isExpertPhoto = (path: string) => /^\/api\/v1\/invitations\/[^/]+\/photo$/.test(path);
