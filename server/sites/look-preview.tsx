import type { Context } from 'hono';
import type { Env } from '../http/who.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { frameOf } from './frame.ts';
import { cleanedFor } from './save-look.ts';
import type { Site } from './queries.ts';
import { themeOf } from './theme.ts';
import type { LookInput, LookPreviewWire } from './wire.ts';

/** A page of ours as it would look, with some of all that a page may hold. Nothing is kept. Refuses what saving would. */
export async function previewLook(c: Context<Env>, site: Site, look: LookInput): Promise<LookPreviewWire> {
  const { header, footer } = await cleanedFor(site, look);
  // Its own sheet comes apart: under its address, a browser would keep what was never saved.
  c.set('site', { ...site, accent: null, font: 'system', tokens: null, fonts: null });
  c.set('frame', frameOf({ headerHtml: header.html, footerHtml: footer.html }));
  const page = await renderPage(c, { title: wordsOf(c)('preview.title'), children: <Sample c={c} /> });
  return {
    html: await page.text(),
    css: themeOf({ ...look, fonts: site.fonts }) ?? '',
    dropped: [...new Set([...header.dropped, ...footer.dropped])],
  };
}

function Sample({ c }: { c: Context<Env> }) {
  const t = wordsOf(c);
  return (
    <article class="flow prose">
      <h1>{t('preview.title')}</h1>
      <p class="lede">{t('preview.lede')}</p>
      <p class="meta">
        <strong>{t('preview.author')}</strong> <span>{t('preview.staff')}</span> <span>{t('preview.when')}</span>
      </p>
      <p>
        {t('preview.text')} <a href="/">{t('preview.link')}</a>
      </p>
      <p class="note warn">{t('preview.note')}</p>
      <p class="note bad">{t('preview.bad')}</p>
      <div class="field">
        <label for="sample">{t('preview.field')}</label>
        <input id="sample" />
      </div>
      <p class="line">
        <button class="btn main" type="button">
          {t('preview.button')}
        </button>
        <button class="btn" type="button">
          {t('preview.other')}
        </button>
      </p>
    </article>
  );
}
