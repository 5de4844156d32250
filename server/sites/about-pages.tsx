import { Hono, type Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { actorOf, requireSite, type Env } from '../http/who.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import { isFor } from '../rights.ts';
import { lawOf } from './law.ts';
import { publisherOf } from './publisher.ts';
import { siteUrl } from './url.ts';
import type { Publisher, PublisherField } from './wire.ts';

/** What the site says of itself, made of what its publisher filled in at the desk. */
export const aboutPages = new Hono<Env>()
  .get('/about', (c) => showAbout(c))
  .get('/legal', (c) => showLegal(c))
  .get('/.well-known/dsa.json', (c) => {
    const site = requireSite(c);
    const { name, representative, ...publisher } = publisherOf(site);
    const { authorities, readers } = contactsOf(publisher);
    return c.json({
      provider: name,
      authorities: { email: authorities, languages: LANGUAGES },
      recipients: { email: readers, languages: LANGUAGES, url: `${siteUrl(c.var.deps.config, site)}/about` },
      ...(representative && { representative }),
      terms: `${siteUrl(c.var.deps.config, site)}/charter`,
      imprint: `${siteUrl(c.var.deps.config, site)}/legal`,
    });
  });

/** In which the newsroom is written to, and answers. */
const LANGUAGES = ['fr', 'en'];

/** One address does for both, unless the publisher says otherwise (DSA, art. 11 and 12). */
const contactsOf = ({ authorities, contact, email }: Pick<Publisher, 'authorities' | 'contact' | 'email'>) => ({
  authorities: authorities || email,
  readers: contact || email,
});

function showAbout(c: Context<Env>) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const { name: publication, forumName: forum, moderation } = site.settings;
  const { about, name, ...publisher } = publisherOf(site);
  const { publicLog, contestMonths } = lawOf(site);
  const { readers } = contactsOf(publisher);
  return renderPage(c, {
    title: t('about.title'),
    head: { of: 'forum', description: t('about.lede', { forum, site: publication }) },
    children: (
      <article class="flow prose">
        <h1>{t('about.title')}</h1>
        <p class="lede">{t('about.lede', { forum, site: publication })}</p>
        <Paragraphs text={about} />
        <h2>{t('about.reading')}</h2>
        <p>{t('about.noTrace')}</p>
        <ul class="links">
          <Link href="/audience">{t('audience.title')}</Link>
        </ul>
        <h2>{t('about.write')}</h2>
        <p>
          {t('about.rules')} {t(`about.${moderation}`)} {t('about.decisions', { months: contestMonths })}
        </p>
        <ul class="links">
          <Link href="/charter">{t('page.charter')}</Link>
          {publicLog && <Link href="/moderation">{t('about.log')}</Link>}
        </ul>
        <h2>{t('about.who')}</h2>
        {name && <p>{name}</p>}
        <ul class="links">
          {readers && <Link href={`mailto:${readers}`}>{t('about.contact')}</Link>}
          <Link href="/legal">{t('imprint.title')}</Link>
        </ul>
      </article>
    ),
  });
}

async function showLegal(c: Context<Env>) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const publisher = publisherOf(site);
  const { authorities, readers } = contactsOf(publisher);
  const actor = await actorOf(c, site);
  const fills = actor?.via === 'cookie' && isFor('PUT /api/v1/publisher', actor.member.role);
  const factOf = (field: Shown & PublisherField): Fact => [field, publisher[field]];
  return renderPage(c, {
    title: t('imprint.title'),
    head: { of: 'forum', description: `${t('imprint.title')}, ${site.settings.name}` },
    children: (
      <article class="flow prose">
        <h1>{t('imprint.title')}</h1>
        {!publisher.name && <p>{t('imprint.nothing')}</p>}
        {fills && (
          <p>
            <a class="btn" href="/admin/#/settings/publisher">
              {t('imprint.fill')}
            </a>
          </p>
        )}
        <Part
          t={t}
          title={t('imprint.publisher')}
          facts={(['name', 'registration', 'capital', 'vat', 'address', 'phone', 'email', 'cppap'] as const).map((field) => factOf(field))}
        >
          {publisher.name && <p class="meta">{t(`imprint.form.${publisher.form}`)}</p>}
        </Part>
        <Part t={t} title={t('imprint.direction')} facts={[factOf('director'), factOf('editor')]} />
        <Part
          t={t}
          title={t('imprint.host')}
          facts={[
            ['name', publisher.hostName],
            ['address', publisher.hostAddress],
            ['phone', publisher.hostPhone],
          ]}
        />
        <Part
          t={t}
          title={t('imprint.points')}
          facts={[
            ['authorities', authorities],
            ['contact', readers],
            ['languages', readers && t('imprint.languagesAre')],
            factOf('representative'),
          ]}
        />
        <section class="flow">
          <h2>{t('imprint.readers')}</h2>
          <p>
            {t('imprint.readersWhat')} {t('about.decisions', { months: lawOf(site).contestMonths })}
          </p>
          <ul class="links">
            <Link href="/charter">{t('page.charter')}</Link>
          </ul>
        </section>
        <section class="flow">
          <h2>{t('imprint.data')}</h2>
          <p>
            {t('about.noTrace')} {t('imprint.dataWhat')}
          </p>
          {publisher.data && <Facts t={t} facts={[['dataWho', publisher.data]]} />}
          <ul class="links">
            <Link href="/account/data">{t('imprint.dataLink')}</Link>
            <Link href="/audience">{t('audience.title')}</Link>
          </ul>
        </section>
        <p class="meta">{t('imprint.law')}</p>
      </article>
    ),
  });
}

type Shown = Exclude<PublisherField, 'hostName' | 'hostAddress' | 'hostPhone' | 'data' | 'about'> | 'languages' | 'dataWho';
type Fact = [name: Shown, value: string];
type PartProps = { t: Translate; title: string; facts: Fact[]; children?: ComponentChildren };

/** What was not said has no line, and a part of which nothing was said no heading. */
function Part({ t, title, facts, children }: PartProps) {
  if (facts.every(([, value]) => !value)) return null;
  return (
    <section class="flow">
      <h2>{title}</h2>
      {children}
      <Facts t={t} facts={facts} />
    </section>
  );
}

function Facts({ t, facts }: { t: Translate; facts: Fact[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`imprint.${name}`)}</dt>
            <dd class="typed">{/^\S+@\S+$/.test(value) ? <a href={`mailto:${value}`}>{value}</a> : value}</dd>
          </div>
        ))}
    </dl>
  );
}

const Link = ({ href, children }: { href: string; children: ComponentChildren }) => (
  <li>
    <a href={href}>{children}</a>
  </li>
);

const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.trim())
      .map((paragraph, i) => (
        <p key={i} class="typed">
          {paragraph}
        </p>
      ))}
  </>
);
