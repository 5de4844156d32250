import { Hono } from 'hono';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { removedOf } from '../home/health.ts';
import { hashSecret } from '../ids.ts';
import { LANES } from '../inbox/lanes.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import { partnerFigures, type MonthFigures } from './figures.ts';
import { sayLabel } from './label.ts';
import { partnerByLink } from './queries.ts';

/** What a partner reads of its own conversations, by a link that is nobody else's: sums, and no name. */
export const partnerPages = new Hono<Env>().get('/partners/:secret', async (c) => {
  const site = requireSite(c);
  const { deps, locale } = c.var;
  const partner = await partnerByLink(deps.db.read, site.id, hashSecret(c.req.param('secret')));
  if (!partner) throw new Refusal('not_found');
  const { from, to, lines, months } = await partnerFigures(deps, site, { partner, locale });
  const t = wordsOf(c);
  const day = (date: string) => new Date(`${date}T12:00:00Z`).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  c.header('cache-control', 'private, no-store');
  return renderPage(c, {
    title: t('partner.figures', { name: partner.name }),
    children: (
      <article class="flow">
        <h1>{t('partner.figures', { name: partner.name })}</h1>
        <p class="lede">{t('partner.lede', { label: sayLabel(locale, partner), site: site.settings.name })}</p>
        {partner.endedAt && <p class="note">{t('partner.over', { date: day(to) })}</p>}
        <h2>{t(partner.endedAt ? 'partner.whole' : 'partner.since', { from: day(from), to: day(to) })}</h2>
        <table class="figures">
          <tbody>
            {lines.map(({ key, label, value }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h2>{t('partner.months')}</h2>
        <Months {...{ t, months, locale }} />
        <p class="meta">
          {t('partner.how')} <a href="/audience">{t('audience.title')}</a>
        </p>
      </article>
    ),
  });
});

const COLUMNS = ['readers', 'posts', 'newVoices', 'removed', 'answered'] as const;

type MonthsProps = { t: Translate; months: MonthFigures[]; locale: string };

function Months({ t, months, locale }: MonthsProps) {
  const number = (n: number) => n.toLocaleString(locale);
  const month = (date: string) =>
    new Date(`${date}T12:00:00Z`).toLocaleDateString(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- on a phone it scrolls: keys must reach it
    <section class="scrolls" aria-label={t('partner.months')} tabIndex={0}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{t('partner.month')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`partner.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr key={one.from}>
              <th scope="row">{month(one.from)}</th>
              {valuesOf(one).map((value, i) => (
                <td key={COLUMNS[i]}>
                  {typeof value === 'number' ? number(value) : t('partner.of', { n: number(value[0]), of: number(value[1]) })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** In the order of the columns; `[n, of]` where a number is some of another. */
function valuesOf({ read, figures: { posts, newVoices, removed, asked } }: MonthFigures): (number | [number, number])[] {
  const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
  return [
    read.visitors,
    posts,
    newVoices,
    removedOf({ removed }),
    [sum(LANES.map((lane) => asked[lane].answered)), sum(LANES.map((lane) => asked[lane].n))],
  ];
}
