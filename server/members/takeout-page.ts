import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { groundWords } from '../cases/ground-words.ts';
import { momentOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { escapeHtml } from '../markdown/escape-html.ts';
import { figuresIn } from '../media/figures.ts';
import type { EventWords } from './event-words.ts';
import type { Takeout, TakenPost } from './gather-takeout.ts';

type Part = ReturnType<typeof html>;
type Cell = string | number | boolean | Date | null;
type Words = {
  t: (key: MessageKey, args?: Record<string, string | number>) => string;
  when: (date: Date) => string;
  /** Of the site's own pages, as far as its host. */
  protocol: string;
  files: Files;
  /** Of an event of the security log. */
  did: EventWords;
};

/** Without what lies beside it in the archive as files. */
type Records = Omit<Takeout, 'photos' | 'media'>;

/** Where what a post shows is found, by its id: in the archive (`media/…`), or at an address of its own. */
type Files = ReadonlyMap<string, string>;
type Setting = { locale: Locale; at: Date; protocol: string; files: Files; eventWords: EventWords };

/** What is in the archive, to read: one file, without a script, a font or a picture from elsewhere. */
export function writeTakeoutPage(takeout: Records, { locale, at, protocol, files, eventWords }: Setting): string {
  const timeZone = takeout.memberships[0]?.timeZone ?? 'UTC';
  const words: Words = {
    t: (key, args) => translate(locale, key, args),
    when: (date) => momentOf(locale, date, timeZone),
    protocol,
    files,
    did: eventWords,
  };
  const title = words.t('takeout.title', { name: takeout.account.name });
  const page = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <p>${words.t('takeout.made', { date: words.when(at) })}</p>
        ${partsOf(words, takeout)}
        <p class="meta">${words.t('takeout.rest')}</p>
      </body>
    </html>` as HtmlEscapedString;
  return page.toString();
}

const STYLE = `body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere }
dt, th, .meta { font-size: 0.875rem; font-weight: 400; opacity: 0.75; text-align: start }
dd { margin: 0 0 0.5rem }
td, th { padding: 0.25rem 1rem 0.25rem 0; vertical-align: top }
article { border-top: 1px solid; padding: 0.75rem 0 }`;

function partsOf(words: Words, takeout: Records): Part[] {
  const { account, memberships, posts, reportsMade, ignored, sessions, passkeys, devicesTold, identities, securityLog } = takeout;
  const { name, email, emailConfirmedAt, createdAt } = account;
  const section = (title: MessageKey, parts: Part | Part[]) =>
    html`<section>
      <h2>${words.t(title)}</h2>
      ${parts}
    </section>`;
  return [
    section('takeout.account', facts(words, { name, email, emailConfirmedAt, createdAt })),
    section(
      'takeout.memberships',
      memberships.map((one) => membership(words, one)),
    ),
    section('takeout.noted', [
      html`<p>${words.t('takeout.notedWhy')}</p>`,
      table(
        words,
        ['at', 'note', 'until'],
        [...takeout.notedByNewsroom, ...takeout.labelledByNewsroom].map(({ text: note, at, keptUntil: until }) => ({ at, note, until })),
      ),
    ]),
    section('takeout.engagement', [
      html`<p>${words.t(takeout.engagementObjectedTo.length > 0 ? 'takeout.objected' : 'takeout.engagementWhy')}</p>`,
      table(
        words,
        ['day', 'level', 'love', 'reach'],
        takeout.engagement.map(({ lastOn, ...counted }) => ({ ...counted, day: lastOn })),
      ),
      table(
        words,
        ['day', 'level'],
        takeout.engagementHistory.map(({ day, from, to }) => ({ day, level: `${from ?? '–'} → ${to ?? '–'}` })),
      ),
    ]),
    section(
      'takeout.mediations',
      table(
        words,
        ['at', 'title', 'name', 'note'],
        takeout.mediations.map(({ at, subject, by, text: said, publishes }) => ({
          at,
          title: subject,
          name: by,
          note: [said, publishes].filter(Boolean).join(' — '),
        })),
      ),
    ),
    section('takeout.formerNames', table(words, ['name', 'until', 'reason'], takeout.formerNames)),
    section('takeout.posts', each(words, posts, post)),
    section('takeout.reports', table(words, ['at', 'rule', 'note'], reportsMade)),
    section('takeout.measures', each(words, takeout.measures, measure)),
    section('takeout.notices', each(words, takeout.noticesGiven, notice)),
    section('takeout.appeals', each(words, takeout.appealsMade, appeal)),
    section('takeout.ignored', table(words, ['name', 'since'], ignored)),
    section('takeout.sessions', table(words, ['device', 'origin', 'createdAt', 'lastUsedAt'], sessions)),
    section('takeout.devices', table(words, ['device', 'host', 'createdAt', 'lastUsedAt'], devicesTold)),
    section('takeout.passkeys', table(words, ['name', 'host', 'createdAt', 'lastUsedAt'], passkeys)),
    section('takeout.identities', table(words, ['issuer', 'subject', 'createdAt'], identities)),
    section(
      'takeout.security',
      table(
        words,
        ['at', 'event', 'network'],
        securityLog.map((one) => ({ ...one, event: words.did(one.event) })),
      ),
    ),
  ];
}

function membership(
  words: Words,
  { forum, site, photo, name, role, title, affiliation, bio, links, createdAt }: Takeout['memberships'][number],
) {
  return html`<h3>${forum}, ${site}</h3>
    ${photo ? html`<p><img src="photos/${photo}.webp" alt="" width="128" height="128" /></p>` : ''}
    ${facts(words, { name, role: role === 'guest' ? null : words.t(`invitations.role.${role}`), title, affiliation, bio, createdAt })}
    ${(links ?? []).map((link) => html`<p><a href="${link}">${link}</a></p>`)}`;
}

function post(words: Words, one: TakenPost): Part {
  const { t, when, protocol } = words;
  const { host, uid, state, statements, reportsReceived, originRecords } = one;
  const place = one.threadTitle ?? one.articleTitle ?? one.article ?? '';
  const last = originRecords.at(-1);
  return html`<article>
    <p class="meta">
      ${when(one.createdAt)} · ${state === 'published' ? html`<a href="${protocol}//${host}/p/${uid}">${place}</a>` : place} ·
      ${t(`takeout.state.${state}`)}
    </p>
    ${raw(withFiles(one.html, words.files))} ${statements.map((statement) => html`<p class="meta">${reasons(words, statement)}</p>`)}
    ${reportsReceived.length > 0 ? html`<p class="meta">${t('takeout.reported', { n: reportsReceived.length })}</p>` : ''}
    ${last ? html`<p class="meta">${t('takeout.origin', { date: when(last.keptUntil) })}</p>` : ''}
  </article>`;
}

/** What it shows is in the archive; what had no room there is fetched by itself. */
const withFiles = (text: string, files: Files) =>
  figuresIn(text).reduce((all, { uid, kind, alt }) => {
    const [pattern, drawn] = [new RegExp(SHOWN[kind].replace('UID', uid)), SHOWING[kind]];
    const file = files.get(uid);
    if (file === undefined) return all;
    return all.replace(pattern, file.startsWith('media/') ? drawn(file) : `<a href="${file}">${escapeHtml(alt)}</a>`);
  }, text);

const SHOWN = {
  image: '<a [^>]*><img [^>]*/media/UID/[^>]*></a>',
  audio: '<audio [^>]*/media/UID/[^>]*>.*?</audio>',
  video: '<video [^>]*/media/UID/[^>]*>.*?</video>',
};
const SHOWING = {
  image: (file: string) => `<img src="${file}" alt="" width="480" />`,
  audio: (file: string) => `<audio src="${file}" controls></audio>`,
  video: (file: string) => `<video src="${file}" width="480" controls></video>`,
};

type Reasons = Pick<Takeout['measures'][number], 'rule' | 'ruleTitle' | 'legalGround' | 'note' | 'passages'>;

const reasons = ({ t }: Words, { rule, ruleTitle, legalGround, note, passages }: Reasons) =>
  [
    rule !== null && t('standing.rule', { number: rule, title: ruleTitle! }),
    legalGround !== null && groundWords(t, legalGround),
    note,
    ...passages,
  ]
    .filter(Boolean)
    .join(' · ');

function measure(words: Words, one: Takeout['measures'][number]): Part {
  const { t, when } = words;
  const end = one.liftedAt ? t('statement.lifted') : one.until && t('statement.until', { date: when(one.until) });
  return html`<article>
    <p class="meta">${when(one.at)}</p>
    <p>${t(`statement.taken.${one.kind}`)} ${end}</p>
    <p class="meta">${reasons(words, one)}</p>
  </article>`;
}

function notice({ t, when }: Words, one: Takeout['noticesGiven'][number]): Part {
  return html`<article>
    <p class="meta">${when(one.at)} · <a href="${one.url}">${one.url}</a> · ${groundWords(t, one.ground)}</p>
    <p>${one.explanation}</p>
    <p class="meta">${t(one.outcome ? `legal.outcome.${one.outcome}` : 'takeout.undecided')}</p>
  </article>`;
}

function appeal({ t, when }: Words, one: Takeout['appealsMade'][number]): Part {
  const { state, decidedAt, answer } = one;
  return html`<article>
    <p class="meta">${when(one.at)}</p>
    <p>${one.text}</p>
    <p class="meta">
      ${state === 'open' || !decidedAt ? t('takeout.undecided') : t(`appeal.outcome.${state}`, { date: when(decidedAt) })} ${answer}
    </p>
  </article>`;
}

type Column =
  | 'level'
  | 'love'
  | 'reach'
  | 'day'
  | 'at'
  | 'rule'
  | 'note'
  | 'name'
  | 'since'
  | 'until'
  | 'reason'
  | 'email'
  | 'emailConfirmedAt'
  | 'createdAt'
  | 'lastUsedAt'
  | 'role'
  | 'title'
  | 'affiliation'
  | 'bio'
  | 'device'
  | 'origin'
  | 'host'
  | 'issuer'
  | 'subject'
  | 'event'
  | 'network';

function facts(words: Words, rows: Partial<Record<Column, Cell>>): Part {
  return html`<dl>
    ${Object.entries(rows).map(
      ([column, cell]) =>
        html`<dt>${words.t(`takeout.is.${column as Column}`)}</dt>
          <dd>${say(words, cell ?? null)}</dd>`,
    )}
  </dl>`;
}

function table<C extends Column>(words: Words, columns: C[], rows: Record<C, Cell>[]): Part {
  if (rows.length === 0) return nothing(words);
  return html`<table>
    <tr>
      ${columns.map((column) => html`<th>${words.t(`takeout.is.${column}`)}</th>`)}
    </tr>
    ${rows.map(
      (row) =>
        html`<tr>
          ${columns.map((column) => html`<td>${say(words, row[column])}</td>`)}
        </tr>`,
    )}
  </table>`;
}

const each = <T>(words: Words, all: T[], draw: (words: Words, one: T) => Part) =>
  all.length > 0 ? all.map((one) => draw(words, one)) : nothing(words);

const nothing = ({ t }: Words) => html`<p>${t('takeout.none')}</p>`;

function say({ t, when }: Words, cell: Cell): string {
  if (cell instanceof Date) return when(cell);
  if (typeof cell === 'boolean') return t(cell ? 'takeout.yes' : 'takeout.no');
  return cell === null ? '–' : String(cell);
}
