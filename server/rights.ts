// Who may do what: one line for each route, by its own pattern, and for each event of a socket. What an auditor reads.
//
// http/guard.ts holds every request to its line before any handler runs; a route without a line answers nothing (500),
// an event without one does not compile (realtime/live.ts), and test/server/authorization.test.ts walks them all. A line tells who comes in, by
// which door, and which objects are theirs; whether this very object is one of them is the handler's to see (the
// slices' policy.ts, and conditions in their SQL), and the test's to prove.
import type { Role } from './threads/wire.ts';

export type Right = {
  /** `account`: signed in, on whatever site. `member`: of the object's site. Roles: theirs on the site whose host was asked. */
  to: 'anyone' | 'account' | 'member' | 'owner' | 'server' | readonly Role[];
  /**
   * `anywhere`: any site's page, without a cookie of ours counting. `page`: our own pages, by their cookie. `embed`: an
   * embed's token, from the one origin it was given to. `server`: a publisher's server, by a token with `scope`.
   */
  by: 'anywhere' | 'page' | 'page or embed' | 'server';
  /** Which objects, where it names one: anybody's, one's own, those of the site, those of the spaces a moderator is limited to. */
  objects: 'any' | 'own' | 'of the site' | 'of the spaces';
  scope?: string;
  /** Also for whoever came from an embed for their own data alone (docs/decisions/030-own-data-from-the-embed.md). */
  data?: true;
};

/**
 * What everybody else gets:
 *   account, member  401 signed out (a page of ours leads to /signin and back); 403 by the wrong door, or no member of the
 *                    site (or a page leads to /join)
 *   staff, owner     401 signed out; 404 otherwise: as if there were nothing here
 *   server           401 without a token; 403 with another sort of token, or without the scope
 *   page             403 `wrong_origin` for a form that another site's page sends
 *   an object        404 where one may not know of it, 403 where one may read but not do this
 */
const anyone = { to: 'anyone', by: 'anywhere', objects: 'any' } as const satisfies Right;
/** Forms of ours, before signing in: another site's page may not send them, signing somebody in as another is an attack too. */
const visitor = { to: 'anyone', by: 'page', objects: 'any' } as const satisfies Right;
const account = { to: 'account', by: 'page', objects: 'own' } as const satisfies Right;
const ownData = { ...account, data: true } as const satisfies Right;
const member = { to: 'member', by: 'page or embed', objects: 'of the site' } as const satisfies Right;
const own = { ...member, objects: 'own' } as const satisfies Right;
const staff = <R extends readonly Role[]>(to: R) => ({ to, by: 'page', objects: 'of the site' }) as const satisfies Right;
const moderators = { ...staff(['moderator', 'manager', 'admin']), objects: 'of the spaces' } as const satisfies Right;
const newsroom = { ...staff(['journalist', 'moderator', 'manager', 'admin']), objects: 'of the spaces' } as const satisfies Right;
const managers = staff(['manager', 'admin']);
const admins = staff(['admin']);
const owner = { to: 'owner', by: 'page', objects: 'any' } as const satisfies Right;
const server = (scope: string) => ({ to: 'server', by: 'server', objects: 'of the site', scope }) as const satisfies Right;

export const rights = {
  // The service itself
  'GET /healthz': anyone,
  'GET /readyz': anyone,
  // Asks for METRICS_TOKEN itself: no member has it.
  'GET /metrics': anyone,
  'GET /embed.js': anyone,
  'GET /quotes.js': anyone,
  'GET /counts.js': anyone,
  'GET /disqus.js': anyone,
  'GET /embed/manifest.json': anyone,
  'GET /embed/:file{.+\\.(?:js|css)}': anyone,
  'GET /admin': anyone,
  'GET /admin/assets/*': anyone,
  'GET /admin/*': anyone,
  'GET /api/v1/openapi.json': anyone,

  // Reading
  'GET /api/v1/thread': anyone,
  'GET /api/v1/threads/:id/posts': anyone,
  'GET /api/v1/threads/:id/changes': anyone,
  'GET /api/v1/threads/similar': anyone,
  'GET /api/v1/tags/suggestions': anyone, // of what everybody may read
  'GET /api/v1/search': anyone, // what is public; of what is not, staff find what they moderate: search/search.ts
  'GET /search': anyone, // the same
  'GET /api/v1/counts': anyone,
  'GET /api/v1/charter': anyone,
  'GET /embed/thread': anyone,
  'GET /embed/look': anyone,
  'GET /embed/post': anyone,
  'GET /embed/featured': anyone,
  'GET /embed/programme': anyone,
  'GET /embed/discussions': anyone,
  'GET /embed/events': anyone,
  'GET /embed/questions': anyone,
  'GET /api/v1/featured': anyone,
  'GET /api/v1/events': anyone,
  'GET /api/v1/events/:id': anyone,
  'GET /api/v1/programme': anyone,
  'GET /oembed': anyone,
  'GET /': anyone,
  'GET /:order{top|unanswered}': anyone,
  'GET /s/:slug': anyone,
  'GET /s/:slug/:order{top|unanswered}': anyone,
  'GET /tag/:slug': anyone,
  'GET /tag/:slug/:order{top|unanswered}': anyone,
  'GET /ideas': anyone,
  'GET /ideas/:state{open|planned|started|done|declined}': anyone,
  'GET /t/:id': anyone,
  'GET /t/:id/:slug': anyone,
  'GET /a/:article': anyone,
  'GET /p/:id': anyone,
  'GET /p/:id/history': anyone,
  'GET /:file{theme-[\\w-]{8}\\.css}': anyone,
  'GET /logo/:file{[0-9a-f]{32}\\.png}': anyone,
  'GET /:file{feed\\.(?:atom|rss|json)}': anyone,
  'GET /s/:slug/:file{feed\\.(?:atom|rss|json)}': anyone,
  'GET /tag/:slug/:file{feed\\.(?:atom|rss|json)}': anyone,
  'GET /t/:id/:file{feed\\.(?:atom|rss|json)}': anyone,
  'GET /a/:article/:file{feed\\.(?:atom|rss|json)}': anyone,
  'GET /members/:id/:file{feed\\.(?:atom|rss|json)}': anyone,
  'GET /t/:id/event.ics': anyone,
  'GET /events.ics': anyone,
  'GET /calendars/desk/:file{[0-9a-f-]{36}\\.[\\w-]{43}\\.ics}': anyone, // the same, while whose it is opens the desk
  'GET /calendars/:file{[0-9a-f-]{36}\\.[\\w-]{43}\\.ics}': anyone, // the address is the secret
  'GET /t/:id/card.png': anyone,
  'GET /robots.txt': anyone,
  'GET /sitemap.xml': anyone,
  'GET /sitemaps/:file{(?:pages|(?:threads|articles|members)-\\d{1,9})\\.xml}': anyone,
  'GET /fonts/:file{[0-9a-f]{32}\\.woff2}': anyone,
  'GET /manifest.webmanifest': anyone,
  'GET /:file{icon-(?:180|192|512|maskable)-\\w{8}\\.png}': anyone,
  'GET /worker.js': anyone,
  'GET /offline': anyone,
  'GET /about': anyone,
  'GET /partners/:secret': anyone,
  'GET /audience': anyone,
  'POST /audience': visitor,
  'GET /legal': anyone,
  'GET /.well-known/dsa.json': anyone,
  'GET /charter': anyone,
  'GET /levels': anyone,
  'GET /charter/rules/:number{[0-9]+}': anyone,
  'GET /charter/:version{[0-9]+}': anyone,
  'GET /statements/:id': anyone, // the address is the secret
  'POST /statements/:id/appeal': visitor,
  'GET /moderation': anyone, // where the site wants it shown
  'GET /notices/new': anyone,
  'POST /notices': visitor,
  'POST /api/v1/notices': anyone,
  'POST /api/v1/inbound/mail': anyone, // with the installation's own password
  'POST /api/v1/inbound/mail/:secret': anyone, // the address is the secret
  'GET /api/v1/legal-grounds': anyone,
  'GET /notices/:id': anyone, // the address is the secret
  'GET /notices/:id/proof/:token': anyone, // what was mailed is the proof
  'POST /notices/:id/proof/:token': visitor,
  'POST /notices/:id/appeal': visitor,
  'live join': anyone,
  'live leave': anyone,
  'live forum': anyone, // that something was opened, and in which space; of what everybody may read

  // Writing
  'POST /api/v1/threads': member, // as the kind and its space say: threads/policy.ts
  'GET /new': anyone,
  'POST /new': anyone, // a form of any page brings a draft; only our own, signed in, publishes it
  'PUT /api/v1/kept-answers/:id': own, // an answer to one's own question; the newsroom, to any: threads/policy.ts
  'DELETE /api/v1/kept-answers/:id': own,
  'GET /kept-answers/:id': { ...own, by: 'page' },
  'POST /kept-answers/:id': { ...own, by: 'page' },
  'POST /api/v1/posts': member,
  'PATCH /api/v1/posts/:id': own,
  'DELETE /api/v1/posts/:id': own,
  'POST /api/v1/posts/:id/reports': member,
  'PUT /api/v1/posts/:id/reactions/:kind': member,
  'DELETE /api/v1/posts/:id/reactions/:kind': member,
  'PUT /api/v1/lives/:id/pause': own, // whoever holds it, and who moderates it: lives/hosting.ts
  'DELETE /api/v1/lives/:id/pause': own,
  'PUT /api/v1/lives/:id/ending': own,
  'DELETE /api/v1/lives/:id/ending': own,
  'PUT /api/v1/lives/:id/hosts/:member': own,
  'DELETE /api/v1/lives/:id/hosts/:member': own,
  'PUT /api/v1/live-moments/:id': own,
  'DELETE /api/v1/live-moments/:id': own,
  'GET /lives/:id': { ...own, by: 'page' },
  'POST /lives/:id': { ...own, by: 'page' },
  'GET /live-moments/:id': { ...own, by: 'page' },
  'POST /live-moments/:id': { ...own, by: 'page' },
  'PUT /api/v1/votes/:id': member,
  'PUT /api/v1/events/:id/answer': member, // who may ask there: votes/vote.ts
  'DELETE /api/v1/votes/:id': member,
  'PUT /api/v1/polls/:id/vote': member, // who may: polls/vote-poll.ts
  'POST /api/v1/warnings/:id/acknowledgement': own,
  'GET /api/v1/handles': member,
  'GET /api/v1/drafts': member,
  'PUT /api/v1/drafts/:name': member,
  'DELETE /api/v1/drafts/:name': member,
  'PUT /api/v1/topic-draft': member,
  'POST /api/v1/preview': anyone,
  'POST /api/v1/media': member, // whom the site lets: media/policy.ts
  'PUT /api/v1/media/:id/captions': own, // while no post shows it: media/save-captions.ts
  'GET /write': anyone,
  'GET /p/:id/quote': anyone,
  'POST /out': visitor,
  'POST /write': anyone, // a form of any page brings a draft; only our own, signed in, publishes it
  'POST /write/picture': { ...member, by: 'page' },
  'POST /new/picture': { ...member, by: 'page' },
  'GET /p/:id/edit': { ...own, by: 'page' },
  'POST /p/:id/edit/picture': { ...own, by: 'page' },
  'POST /p/:id/edit': { ...own, by: 'page' },
  'GET /p/:id/captions': { ...own, by: 'page' },
  'POST /p/:id/captions': { ...own, by: 'page' },
  'GET /p/:id/deletion': { ...own, by: 'page' },
  'POST /p/:id/deletion': { ...own, by: 'page' },
  'GET /p/:id/report': { ...member, by: 'page' },
  'POST /p/:id/report': { ...member, by: 'page' },
  'GET /p/:id/reactions': { ...member, by: 'page' },
  'GET /events': anyone,
  'GET /events/mine': { ...own, by: 'page' },
  'POST /events/mine': { ...own, by: 'page' },
  'GET /events/:id/answer': { ...member, by: 'page' },
  'POST /events/:id/answer': anyone, // a form of any page leads to ours; only our own, signed in, answers
  'GET /api/v1/galleries/:id': anyone,
  'GET /galleries/:id/pictures/:picture': anyone,
  'GET /galleries/:id/new': { ...member, by: 'page' },
  'POST /galleries/:id/new': { ...member, by: 'page' },
  'GET /api/v1/testimonies/:id': anyone,
  'PUT /api/v1/testimonies/:id/own': member, // who may: testimonies/answer-call.ts
  'DELETE /api/v1/testimonies/:id/own': member, // one's own; of none, nothing happens
  'GET /api/v1/agreements/:id': { ...own, by: 'page' },
  'PUT /api/v1/agreements/:id/decision': { ...own, by: 'page' },
  'DELETE /api/v1/agreements/:id': { ...own, by: 'page' },
  'GET /testimonies/mine': { ...own, by: 'page' },
  'GET /testimonies/:id/answer': { ...member, by: 'page' },
  'POST /testimonies/:id/answer': { ...member, by: 'page' },
  'POST /testimonies/:id/withdrawal': { ...member, by: 'page' },
  'GET /agreements/:id': { ...own, by: 'page' }, // leads who reads the answer to it
  'POST /agreements/:id': { ...own, by: 'page' },
  'POST /agreements/:id/withdrawal': { ...own, by: 'page' },
  'GET /votes/:id': { ...member, by: 'page' },
  'GET /polls/:id': anyone,
  'GET /polls/:id/voters': anyone, // of public polls
  'POST /polls/:id': anyone, // a form of any page leads to ours; only our own, signed in, votes
  'POST /votes/:id': anyone, // a form of any page leads to ours; only our own, signed in, votes
  'POST /p/:id/reactions': anyone, // a form of any page leads to ours; only our own, signed in, reacts

  // The embed's session
  'POST /api/v1/session': anyone,
  'POST /api/v1/session/refresh': anyone,
  'POST /api/v1/session/exchange': anyone, // the token says who
  'DELETE /api/v1/session': anyone,
  'POST /api/v1/guests': anyone,
  'POST /api/v1/session/guest': anyone, // by the secret whose hash was sent
  'POST /api/v1/session/own-data': { ...account, by: 'page or embed' },
  'GET /asked/:id/:key': anyone, // the address is the secret: it lets one write; who confirms is asked by relays/pages.tsx
  'POST /asked/:id/:key': visitor,
  'GET /own-data/:key': anyone, // the address is the secret
  'POST /own-data/:key': visitor,

  // Doors
  'GET /signin': anyone,
  'POST /signin': visitor,
  'POST /signin/link': visitor,
  'POST /signin/passkey': visitor,
  'GET /signin/code': anyone,
  'POST /signin/code': visitor,
  'GET /signin/:key': anyone,
  'POST /signin/:key': visitor,
  'POST /signout': { ...visitor, data: true },
  'GET /signin/with/:provider': anyone,
  'GET /signin/back/:provider': anyone,
  'POST /signin/logout/:provider': anyone, // a provider's server; its token is the proof
  'GET /signup': anyone,
  'POST /signup': visitor,
  'GET /join': anyone,
  'POST /join': visitor,
  'GET /guest/:key': anyone,
  'POST /guest/:key': visitor,
  'GET /confirm/:key': anyone,
  'POST /confirm/:key': visitor,
  'GET /forgot': anyone,
  'POST /forgot': visitor,
  'GET /reset/:key': anyone,
  'POST /reset/:key': visitor,
  'GET /connect.js': anyone,
  'GET /connect': anyone,
  'POST /connect': visitor,
  'GET /invitations/here': anyone,
  'GET /invitations/:id/:key': anyone, // the address is the secret
  'POST /invitations/:id/:key': visitor,
  'POST /invitations/:id/fresh': visitor, // the link goes to the address that was invited

  // One's own account
  'GET /account': account,
  'GET /account/guest': account,
  'POST /account/guest': account,
  'POST /account/confirmation': account,
  'POST /account/language': account,
  'POST /account/scheme': account,
  'POST /account/password': account,
  'POST /account/password-link': account,
  'POST /account/sessions': account,
  'GET /account/confirm-it-is-you': account,
  'POST /account/confirm-it-is-you': account,
  'POST /account/confirm-it-is-you/link': account,
  'GET /account/confirm-it-is-you/with/:provider': { ...account, objects: 'any' },
  'GET /account/confirm-it-is-you/:key': account,
  'POST /account/confirm-it-is-you/:key': account,
  'GET /account/second-factor': account,
  'POST /account/second-factor': account,
  'POST /account/second-factor/passkey': account,
  'POST /account/passkeys': account,
  'POST /account/passkeys/:id': account,
  'POST /account/passkeys/:id/removal': account,
  'GET /account/totp': account,
  'POST /account/totp': account,
  'POST /account/totp/confirmation': account,
  'POST /account/totp/removal': account,
  'POST /account/recovery-codes': account,
  'GET /account/doors': account,
  'GET /account/doors/:provider': { ...account, objects: 'any' },
  'POST /account/doors': account,
  'POST /account/doors/:door/end': account,

  // One's own place
  'GET /photos/:id': anyone,
  'GET /media/:id/:part{[0-9]+|play|captions}': anyone, // as long as its post is public; else by a key: media/key.ts
  'GET /members/:id': anyone,
  'POST /members/:id/ignored': { ...member, by: 'page' },
  'POST /members/:id/photo/removal': staff(['moderator', 'manager', 'admin']),
  'POST /members/:id/name': staff(['moderator', 'manager', 'admin']), // and of nobody above them: members/policy.ts
  'PUT /api/v1/welcome': member,
  'POST /welcome': account,
  'PUT /api/v1/ignores/:id': member,
  'DELETE /api/v1/ignores/:id': member,
  'GET /mediations': { ...own, by: 'page' },
  'GET /mediations/:id': { ...own, by: 'page' }, // its two parties; leads its mediator to the desk
  'POST /mediations/:id': { ...own, by: 'page' },
  'GET /messages': { ...own, by: 'page' },
  'GET /messages/new': { ...member, by: 'page' },
  'POST /messages': { ...member, by: 'page' },
  'GET /messages/:id': { ...own, by: 'page' },
  'POST /messages/:id': { ...own, by: 'page' },
  'POST /messages/:id/thanks': { ...own, by: 'page' },
  'GET /following': account,
  'POST /following/:id/removal': account,
  'GET /follow/:kind/:name': { ...member, by: 'page' },
  'POST /follow/:kind/:name': { ...member, by: 'page' },
  'GET /bookmarks': account,
  'GET /bookmarks/posts/:id': { ...member, by: 'page' },
  'POST /bookmarks/posts/:id': { ...member, by: 'page' },
  'GET /bookmarks/threads/:id': { ...member, by: 'page' },
  'POST /bookmarks/threads/:id': { ...member, by: 'page' },
  'POST /bookmarks/:id/removal': account,
  'GET /account/profile': account,
  'POST /account/profile': account,
  'POST /account/name': account,
  'POST /account/photo': account,
  'GET /account/posts': account,
  'GET /account/reactions': account,
  'GET /account/badges': account,
  'POST /account/badges': account,
  'POST /levels': account,
  'GET /account/data': ownData,
  'POST /account/data': ownData,
  'GET /account/data/:id': ownData,
  'GET /account/data/files/:id': ownData,
  'GET /account/leave': ownData,
  'POST /account/leave': ownData,
  'POST /account/leave/end': ownData,
  'GET /account/standing': account,
  'POST /account/standing': account,
  'GET /account/ignored': account,
  'POST /account/ignored': account,
  'GET /notifications': account,
  'POST /account/address/retry': account,
  'GET /notifications/devices': account,
  'POST /notifications/devices': account,
  'POST /notifications/devices/:id/removal': account,
  'GET /notifications/:id': account,
  'POST /notifications/read': account,
  'GET /notifications/settings': account,
  'POST /notifications/settings': account,
  'GET /unsubscribe/:token': anyone,
  'POST /unsubscribe/:token': anyone, // the signed address is the proof: mail programs post it (RFC 8058)
  'live me': { ...own, by: 'page' },
  'GET /invited': { ...own, by: 'page' },
  'POST /invited/answers': { ...own, by: 'page' }, // and where an invitation runs: threads/policy.ts
  'POST /invited/:id': { ...own, by: 'page' },

  // The desk: moderating
  'GET /api/v1/desk': newsroom, // of a journalist, the inbox alone: desk/wire.ts
  'GET /api/v1/home': moderators, // each part of it to whom it is shown elsewhere: home/read-home.ts
  'GET /api/v1/desk/threads': moderators,
  'GET /api/v1/reports/daily': staff(['moderator', 'manager', 'admin']), // who moderate all of it
  'PUT /api/v1/reports/daily/mail': staff(['moderator', 'manager', 'admin']), // the same
  'DELETE /api/v1/reports/daily/mail': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/reports/month': managers,
  'GET /api/v1/reports/month/figures.csv': managers,
  'GET /api/v1/reports/month/report.pdf': managers,
  'GET /api/v1/reports/threads': moderators,
  'GET /api/v1/reports/threads/:id': moderators,
  'GET /api/v1/reports/threads/:id/figures.csv': moderators,
  'GET /api/v1/cases': moderators,
  'GET /api/v1/cases/:id': moderators,
  'POST /api/v1/cases/:id/decisions': moderators,
  'POST /api/v1/decisions/:id/undo': { ...moderators, objects: 'own' },
  'GET /api/v1/differences': moderators,
  'POST /api/v1/decisions': moderators,
  'GET /api/v1/desk/choices': moderators,
  'PUT /api/v1/cases/:id/claim': moderators,
  'DELETE /api/v1/cases/:id/claim': moderators,
  'PUT /api/v1/cases/:id/assignee': moderators,
  'PUT /api/v1/cases/:id/escalation': moderators,
  'DELETE /api/v1/cases/:id/escalation': moderators,
  'POST /api/v1/cases/:id/notes': moderators,
  'GET /api/v1/saved-filters': moderators,
  'POST /api/v1/saved-filters': moderators,
  'DELETE /api/v1/saved-filters/:id': { ...staff(['moderator', 'manager', 'admin']), objects: 'own' },
  'POST /api/v1/appeals/:id/decision': moderators, // and by nobody who decided what it contests: appeals/policy.ts
  'PUT /api/v1/posts/:id/feature': moderators,
  'DELETE /api/v1/posts/:id/feature': moderators,
  'PUT /api/v1/threads/:id/closure': moderators,
  'DELETE /api/v1/threads/:id/closure': moderators,
  'PUT /api/v1/threads/:id/moderation': moderators,
  'PUT /api/v1/threads/:id/measures/:kind': moderators,
  'DELETE /api/v1/threads/:id/measures/:kind': moderators,
  'PUT /api/v1/posts/:id/place': moderators,
  'GET /p/:id/media': moderators,
  'POST /p/:id/media/rights': moderators,
  'POST /p/:id/media/captions': moderators,
  'GET /events/:id/settings': newsroom,
  'POST /events/:id/settings': newsroom,
  'POST /events/:id/cancellation': newsroom,
  'POST /events/:id/recap': newsroom,
  'GET /events/:id/list': newsroom,
  'POST /events/:id/list': newsroom,
  'POST /events/:id/list.csv': newsroom,
  'GET /galleries/:id/settings': newsroom,
  'POST /galleries/:id/settings': newsroom,
  'PUT /api/v1/galleries/:id': newsroom,
  'GET /testimonies': newsroom, // those whose answers are theirs to read
  'GET /testimonies/:id/answers': newsroom, // where readers are named, they alone: testimonies/policy.ts
  'POST /testimonies/:id/answers/:file{answers\\.(?:csv|json)}': newsroom,
  'GET /testimonies/:id/exports/:export': { ...newsroom, objects: 'own' },
  'POST /testimonies/:id/exports/:export': { ...newsroom, objects: 'own' },
  'GET /testimonies/:id/answers/:answer': newsroom,
  'POST /testimonies/:id/answers/:answer': newsroom,
  'GET /testimonies/:id/settings': newsroom,
  'POST /testimonies/:id/settings': newsroom,
  'PUT /api/v1/testimonies/:id': newsroom,
  'GET /api/v1/testimonies/:id/answers': newsroom,
  'GET /api/v1/testimonies/:id/answers/:answer': newsroom,
  'PUT /api/v1/testimonies/:id/answers/:answer/handling': newsroom,
  'POST /api/v1/testimonies/:id/answers/:answer/notes': newsroom,
  'POST /api/v1/testimonies/:id/answers/:answer/agreements': newsroom,
  'PUT /api/v1/agreements/:id/publication': newsroom,
  'GET /manage/:id': moderators,
  'POST /manage/:id/thread': moderators,
  'POST /manage/:id/merger': moderators,
  'POST /manage/:id/posts': moderators,
  'POST /manage/:id/timers': moderators,
  'POST /manage/:id/articles': moderators,
  'PUT /api/v1/threads/:id/articles/:article': moderators,
  'DELETE /api/v1/threads/:id/articles/:article': moderators,
  'POST /manage/:id/opening': moderators,
  'POST /manage/:id/live': moderators,
  'POST /calls/:id/answers': moderators,
  'POST /calls/:id/invitation': managers,
  'PUT /api/v1/threads/:id/merger': moderators,
  'POST /api/v1/threads/:id/splits': moderators,
  'PUT /api/v1/threads/:id/pin': moderators,
  'DELETE /api/v1/threads/:id/pin': moderators,
  'POST /ideas/:id/state': moderators,
  'POST /ideas/:id/discussion': moderators,
  'PUT /api/v1/ideas/:id/state': moderators,
  'POST /api/v1/threads/:id/polls': moderators,
  'PUT /api/v1/polls/:id': moderators,
  'PUT /api/v1/polls/:id/end': moderators,
  'DELETE /api/v1/polls/:id': moderators,
  'PUT /api/v1/ideas/:id/discussion': moderators,
  'PUT /api/v1/official-answers/:id': moderators,
  'DELETE /api/v1/official-answers/:id': moderators,
  'GET /official-answers/:id': moderators,
  'POST /official-answers/:id': moderators,
  'PUT /api/v1/posts/:id/thanks': newsroom,
  'DELETE /api/v1/posts/:id/thanks': newsroom,
  'GET /api/v1/threads/:id/whispers': newsroom,
  'POST /api/v1/threads/:id/whispers': newsroom,
  'DELETE /api/v1/whispers/:id': { ...newsroom, objects: 'own' },
  'GET /whispers/:id': newsroom,
  'POST /whispers/:id': newsroom,
  'PUT /api/v1/posts/:id/article': newsroom,
  'DELETE /api/v1/posts/:id/article': newsroom,
  'GET /taken-up/:id': newsroom,
  'POST /taken-up/:id': newsroom,
  'GET /pass-on/:id': newsroom,
  'POST /pass-on/:id': newsroom,
  'GET /thanks/:id': newsroom,
  'POST /thanks/:id': newsroom,
  'POST /manage/:id/pin': moderators,
  'POST /manage/:id/polls': moderators,
  'PUT /api/v1/events/:id': newsroom,
  'PUT /api/v1/events/:id/cancellation': newsroom,
  'DELETE /api/v1/events/:id/cancellation': newsroom,
  'GET /api/v1/events/:id/attendances': newsroom,
  'POST /api/v1/events/:id/attendances': newsroom,
  'DELETE /api/v1/events/:id/attendances/:attendance': newsroom,
  'PUT /api/v1/events/:id/attendances/:attendance/presence': newsroom,
  'DELETE /api/v1/events/:id/attendances/:attendance/presence': newsroom,
  'PUT /api/v1/calls/:id/state': moderators,
  'PUT /api/v1/calls/:id/dates': moderators,
  'GET /api/v1/threads/:id/timers': moderators,
  'POST /api/v1/threads/:id/timers': moderators,
  'DELETE /api/v1/threads/:id/timers/:timer': moderators,
  'GET /api/v1/inbox': newsroom,
  'GET /api/v1/inbox/changes': newsroom,
  'GET /api/v1/inbox/:id': newsroom,
  'PATCH /api/v1/inbox/:id': newsroom,
  'PUT /api/v1/inbox/:id/claim': newsroom,
  'DELETE /api/v1/inbox/:id/claim': newsroom,
  'POST /api/v1/inbox/:id/notes': newsroom,
  'POST /api/v1/inbox/:id/answers': newsroom,
  'POST /api/v1/inbox/:id/relays': newsroom,
  'DELETE /api/v1/inbox/:id/relays': newsroom,
  'PUT /api/v1/inbox/:id/thanks': newsroom,
  'DELETE /api/v1/inbox/:id/thanks': newsroom,
  'GET /api/v1/mediations': staff(['moderator', 'manager', 'admin']), // one's own; managers, that there are others
  'POST /api/v1/mediations': staff(['moderator', 'manager', 'admin']), // where they moderate: mediations/propose-mediation.ts
  'GET /api/v1/mediations/:id': { ...staff(['moderator', 'manager', 'admin']), objects: 'own' },
  'POST /api/v1/mediations/:id/words': { ...staff(['moderator', 'manager', 'admin']), objects: 'own' },
  'POST /api/v1/mediations/:id/proposals': { ...staff(['moderator', 'manager', 'admin']), objects: 'own' },
  'PUT /api/v1/mediations/:id/date': { ...staff(['moderator', 'manager', 'admin']), objects: 'own' },
  'PUT /api/v1/mediations/:id/end': { ...staff(['moderator', 'manager', 'admin']), objects: 'own' },
  'PUT /api/v1/mediations/:id/mediator': managers, // logged, with the reason
  'live desk': moderators,
  'live reading': moderators,

  // The desk: members
  'GET /api/v1/members': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/members/:id': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/members/:id/badges': staff(['moderator', 'manager', 'admin']),
  'PUT /api/v1/members/:id/badges/:badge': staff(['moderator', 'manager', 'admin']),
  'DELETE /api/v1/members/:id/badges/:badge': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/members/:id/file': staff(['moderator', 'manager', 'admin']), // posts and reports: where they moderate
  'GET /api/v1/members/:id/timeline': staff(['moderator', 'manager', 'admin']), // the same
  'PUT /api/v1/members/:id/labels/:label': staff(['moderator', 'manager', 'admin']),
  'DELETE /api/v1/members/:id/labels/:label': staff(['moderator', 'manager', 'admin']),
  'PUT /api/v1/members/:id/watch': staff(['moderator', 'manager', 'admin']),
  'DELETE /api/v1/members/:id/watch': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/members/:id/notes': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/members/:id/measures': staff(['moderator', 'manager', 'admin']), // who moderate all of it, and nobody beside or above: sanctions/rank.ts
  'POST /api/v1/members/:id/removals': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/removals/:id/restoration': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/measures/:id/lift': staff(['moderator', 'manager', 'admin']),
  'PUT /api/v1/members/:id/name': staff(['moderator', 'manager', 'admin']), // the same as the form of /members/:id/name
  'PUT /api/v1/members/:id/preset': admins,
  'PUT /api/v1/members/:id/role': managers, // and not above themselves: members/policy.ts

  // The desk: managing
  'GET /api/v1/settings': managers,
  'PUT /api/v1/settings': managers,
  'GET /api/v1/law': managers,
  'PUT /api/v1/law': managers,
  'GET /api/v1/publisher': managers,
  'PUT /api/v1/publisher': managers,
  'PUT /api/v1/opening': managers,
  'GET /api/v1/screening': managers,
  'GET /api/v1/classifier': managers,
  'PUT /api/v1/screening': managers,
  'GET /api/v1/threads/:id/screening': managers,
  'PUT /api/v1/threads/:id/screening': managers,
  'POST /api/v1/screening/tries': managers,
  'POST /api/v1/screening/trials': managers,
  'PUT /api/v1/charter': managers,
  'GET /api/v1/positioning': staff(['journalist', 'moderator', 'manager', 'admin']),
  'GET /api/v1/positioning/versions/:version{[0-9]+}': staff(['journalist', 'moderator', 'manager', 'admin']),
  'PUT /api/v1/positioning': managers,
  'GET /positioning': staff(['journalist', 'moderator', 'manager', 'admin']),
  'GET /api/v1/inbox-promises': managers,
  'PUT /api/v1/inbox-promises': managers,
  'GET /api/v1/ladder': managers,
  'PUT /api/v1/ladder': managers,
  'PUT /api/v1/desk/preferences': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/second-readings': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/second-readings/:id': moderators,
  'GET /api/v1/agreement': managers,
  'GET /api/v1/canned-replies': staff(['journalist', 'moderator', 'manager', 'admin']),
  'POST /api/v1/canned-replies': managers,
  'PUT /api/v1/canned-replies/:id': managers,
  'DELETE /api/v1/canned-replies/:id': managers,
  'GET /api/v1/tokens': managers,
  'POST /api/v1/tokens': managers,
  'DELETE /api/v1/tokens/:id': managers,
  'GET /api/v1/providers': managers,
  'POST /api/v1/providers': managers,
  'PUT /api/v1/providers/order': managers,
  'PUT /api/v1/providers/:id': managers,
  'DELETE /api/v1/providers/:id': managers,
  'GET /signin/try/:provider': managers,
  'GET /api/v1/look': managers,
  'PUT /api/v1/look': managers,
  'POST /api/v1/look/preview': managers,
  'GET /api/v1/look/versions/:version{[0-9]+}': managers,
  'PUT /api/v1/look/fonts/:use': { ...managers, objects: 'any' }, // what for: the site is the host's
  'DELETE /api/v1/look/fonts/:use': { ...managers, objects: 'any' },
  'PUT /api/v1/look/logo': managers,
  'DELETE /api/v1/look/logo': managers,
  'GET /api/v1/spaces': managers,
  'PUT /api/v1/spaces': managers,
  'PUT /api/v1/spaces/:slug/merger': managers,
  'GET /api/v1/badges': managers,
  'POST /api/v1/badges': managers,
  'PUT /api/v1/badges/:id': managers,
  'DELETE /api/v1/badges/:id': managers,
  'GET /api/v1/calendar': staff(['moderator', 'manager', 'admin']), // each item says what is theirs to do: planning/policy.ts
  'GET /api/v1/calendar/choices': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/calendar/rhythm': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/calendar/templates': staff(['moderator', 'manager', 'admin']),
  'PUT /api/v1/calendar/templates/:key': { ...managers, objects: 'any' }, // what it is called: the site is the host's
  'GET /api/v1/calendar/ideas': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/calendar/links': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/calendar/agenda': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/calendar/agenda': staff(['moderator', 'manager', 'admin']),
  'DELETE /api/v1/calendar/agenda': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/calendar': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/calendar/:id': staff(['moderator', 'manager', 'admin']),
  'PUT /api/v1/calendar/:id': staff(['moderator', 'manager', 'admin']),
  'DELETE /api/v1/calendar/:id': managers,
  'PUT /api/v1/calendar/:id/moment': staff(['moderator', 'manager', 'admin']),
  'PUT /api/v1/calendar/:id/state': staff(['moderator', 'manager', 'admin']),
  'PUT /api/v1/calendar/:id/author': managers,
  'PUT /api/v1/calendar/:id/series': managers,
  'DELETE /api/v1/calendar/:id/series': managers,
  'GET /api/v1/letters': managers,
  'POST /api/v1/letters/previews': staff(['moderator', 'manager', 'admin']),
  'POST /api/v1/calendar/:id/letter/tests': staff(['moderator', 'manager', 'admin']),
  'DELETE /api/v1/calendar/:id/letter': managers,
  'POST /api/v1/calendar/:id/notes': staff(['moderator', 'manager', 'admin']),
  'GET /api/v1/audience': managers,
  'GET /api/v1/audience/days.csv': managers,
  'GET /api/v1/engagement': managers,
  'PUT /api/v1/engagement/formula': managers,
  'GET /api/v1/openings': managers,
  'POST /api/v1/openings': managers,
  'PUT /api/v1/openings/:id/end': managers,
  'GET /api/v1/goals': managers,
  'POST /api/v1/goals': managers,
  'DELETE /api/v1/goals/:id': managers,
  'GET /api/v1/partners': managers,
  'POST /api/v1/partners': managers,
  'PUT /api/v1/partners/:id': managers,
  'PUT /api/v1/partners/:id/end': managers,
  'PUT /api/v1/partners/:id/link': managers,
  'DELETE /api/v1/partners/:id/link': managers,
  'GET /api/v1/campaigns': managers,
  'POST /api/v1/campaigns': managers,
  'DELETE /api/v1/campaigns/:id': managers,
  'GET /api/v1/cohorts': managers,
  'GET /api/v1/segments': managers,
  'GET /api/v1/segments/names': managers,
  'POST /api/v1/segments': managers,
  'POST /api/v1/segments/count': managers,
  'PUT /api/v1/segments/:id': managers,
  'DELETE /api/v1/segments/:id': managers,
  'POST /api/v1/segments/:id/askings': managers,
  'GET /api/v1/exports': managers, // one's own
  'POST /api/v1/exports': managers, // asked again when it is made: exports/run-exports.ts
  'DELETE /api/v1/exports/:id': { ...managers, objects: 'own' },
  'GET /api/v1/exports/:id/list.csv': { ...managers, objects: 'own' },
  'GET /api/v1/voices': managers,
  'POST /api/v1/voices': managers,
  'PUT /api/v1/voices/:id': managers,
  'GET /api/v1/tags': managers,
  'POST /api/v1/tags': managers,
  'PUT /api/v1/tags/:slug': managers,
  'POST /api/v1/tags/:slug/synonyms': managers,
  'PUT /api/v1/tags/:slug/merger': managers,
  'DELETE /api/v1/tags/:slug': managers,
  'GET /api/v1/webhooks': managers,
  'POST /api/v1/webhooks': managers,
  'PUT /api/v1/webhooks/:id': managers,
  'DELETE /api/v1/webhooks/:id': managers,
  'POST /api/v1/webhooks/:id/secret': managers,
  'POST /api/v1/webhooks/:id/tests': managers,
  'GET /api/v1/webhooks/:id/deliveries': managers,
  'POST /api/v1/webhooks/:id/deliveries/:delivery/replays': managers,

  'GET /api/v1/experts': managers,
  'GET /api/v1/experts/:id': managers,
  'PUT /api/v1/experts/:id': managers,
  'DELETE /api/v1/experts/:id': managers,
  'GET /api/v1/invitations': managers,
  'POST /api/v1/invitations': managers, // to what is theirs to give: invitations/policy.ts
  'GET /api/v1/invitations/people': managers,
  'GET /api/v1/invitations/:id': managers,
  'PUT /api/v1/invitations/:id/dates': managers,
  'PUT /api/v1/invitations/:id/photo': managers,
  'DELETE /api/v1/invitations/:id/photo': managers,
  'POST /api/v1/invitations/:id/mails': managers,
  'DELETE /api/v1/invitations/:id': managers,

  // The desk: administering
  'POST /api/v1/members/:id/second-factor-resets': admins, // and of nobody who is more elsewhere: accounts/in-hand.ts
  'POST /api/v1/members/:id/sign-outs': admins, // the same
  'GET /api/v1/security-log': admins,
  'GET /api/v1/mails': admins,
  'GET /api/v1/mail-samples': admins,
  'POST /api/v1/mails/:id/tries': admins,
  'DELETE /api/v1/mails/:id': admins,
  'GET /api/v1/kept-mails': owner, // they hold links that sign anybody in
  'GET /api/v1/kept-mails/:id': owner,

  // The installation
  'GET /api/v1/sites': owner,
  'POST /api/v1/sites': owner,
  'PUT /api/v1/sites/:key/host': owner,

  // The publisher's servers
  'PUT /api/v1/articles/:id': server('articles'),
  'GET /api/v1/posts/:id': server('posts'),
  'GET /api/v1/figures': server('figures'),
} as const satisfies Record<string, Right>;

/** `desk`, of `live desk` */
export type LiveEvent = { [Line in keyof typeof rights]: Line extends `live ${infer Name}` ? Name : never }[keyof typeof rights];

/** The line of `GET /api/v1/cases`, or of `live desk`. */
export const rightOf = (what: string): Right | undefined => (rights as Record<string, Right>)[what];

/** Whether a line is for staff of this role. */
export function isFor(what: keyof typeof rights, role: Role): boolean {
  const { to } = rightOf(what)!;
  return typeof to === 'object' && to.includes(role);
}
