import { Field, Form, type Problem } from '../accounts/form.tsx';
import type { Locale } from '../i18n/translate.ts';
import type { Translate } from '../pages/page.tsx';
import { CaptionsField } from './PictureField.tsx';
import type { MediumOf } from './media-of.ts';

type OfMedium = { t: Translate; medium: MediumOf };

/** It, whatever readers see of it now, with what is said of it. */
export function MediumFigure({ t, medium }: OfMedium) {
  const { alt, credit, ended, taken } = medium;
  return (
    <figure class={medium.kind === 'image' ? undefined : 'plays'}>
      <Itself medium={medium} />
      <figcaption>
        {alt}
        {credit && (
          <>
            <br />
            <small>{credit}</small>
          </>
        )}
      </figcaption>
      {taken ? <p class="meta">{t('shows.taken')}</p> : ended && <p class="meta">{t('shows.ended')}</p>}
    </figure>
  );
}

function Itself({ medium: { kind, url, alt, width, height, captions, captionsLang, track } }: Pick<OfMedium, 'medium'>) {
  if (kind === 'image') return <img src={url} alt={alt} width={width!} height={height!} />;
  const tracks = captions !== null && <track kind="captions" src={track} srclang={captionsLang!} default />;
  if (kind === 'audio')
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- where there are some
      <audio src={url} aria-label={alt} controls preload="none">
        {tracks}
      </audio>
    );
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- where there are some
    <video src={url} aria-label={alt} width={width ?? undefined} height={height ?? undefined} controls preload="none" playsInline>
      {tracks}
    </video>
  );
}

/** `n`: which of the page's it is. */
type FormProps = OfMedium & { n: number; action: string; problem?: Problem };

export function RightsForm({ t, n, medium, action, problem, until }: FormProps & { until: string }) {
  const mine = problem?.fields.until === undefined ? undefined : problem;
  return (
    <Form action={`${action}/rights`} {...(mine && { problem: mine })}>
      <input type="hidden" name="medium" value={medium.uid} />
      <Field
        id={`until-${n}`}
        name="until"
        type="date"
        label={t('rights.until')}
        help={t('rights.help')}
        required={false}
        value={until}
        {...(mine && { problem: mine })}
      />
      <button class="btn main">{t('rights.save')}</button>
    </Form>
  );
}

/** Put, replaced or taken away: for a film they are shown under it, beside a sound they are read. */
export function CaptionsForm({ t, n, medium, action, problem, locale }: FormProps & { locale: Locale }) {
  const { uid, kind, captions, captionsLang } = medium;
  const fault = problem?.fields.captions;
  const language = captionsLang && new Intl.DisplayNames([locale], { type: 'language' }).of(captionsLang);
  return (
    <form class="flow" method="post" action={action} encType="multipart/form-data" noValidate>
      {problem && problem.fields.until === undefined && (
        <p class="note bad" role="alert">
          <strong>{problem.note}</strong>
        </p>
      )}
      <p>{captions === null ? t('captions.none', { kind }) : t('captions.there', { kind, language: language! })}</p>
      <input type="hidden" name="medium" value={uid} />
      <CaptionsField {...{ t, fault, locale, chosen: captionsLang ?? locale, id: `captions-${n}`, label: t('captions.file') }} />
      <p class="line">
        <button class="btn main">{t(captions === null ? 'captions.add' : 'captions.replace')}</button>
        {captions !== null && (
          <button class="btn" name="act" value="remove">
            {t('captions.remove')}
          </button>
        )}
      </p>
    </form>
  );
}
