import type { Problem } from '../accounts/form.tsx';
import type { Member } from '../accounts/queries.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Translate } from '../pages/page.tsx';
import type { Site } from '../sites/queries.ts';
import { MAX_ALT, MAX_CREDIT } from './figures.ts';
import { PICTURE_BYTES } from './picture.ts';
import { filmsOf, refusalToPlay, refusalToUpload } from './policy.ts';

const PICTURES = 'image/jpeg,image/png,image/webp,image/gif';
const FILMS = `${PICTURES},video/mp4,video/quicktime,video/webm,audio/*`;

type Props = { t: Translate; site: Site; member: Member | undefined; action: string; problem?: Pick<Problem, 'fields'> | undefined };

/** A picture, a sound or a film, for a form without JavaScript: sent by a button of its own to `action`, which gives the form back with its line. */
export function PictureField({ t, site, member, action, problem }: Props) {
  if (!member || refusalToUpload(site, member) !== null) return null;
  const films = refusalToPlay(site, member) === null;
  const { megabytes, minutes } = filmsOf(site);
  const picture = PICTURE_BYTES / 1024 / 1024;
  const fault = (name: string) => problem?.fields[name];
  const part = (name: string) => ({ id: name, name, 'aria-invalid': fault(name) ? ('true' as const) : undefined });
  return (
    <details class="field" open={Boolean(fault('picture') ?? fault('pictureAlt') ?? fault('captions'))}>
      <summary>{t(films ? 'media.add' : 'media.addPicture')}</summary>
      <div class="flow">
        <div class="field">
          <label for="picture">{t('media.file')}</label>
          <input type="file" accept={films ? FILMS : PICTURES} aria-describedby="picture-help" {...part('picture')} />
          <p id="picture-help">
            {fault('picture') ?? (films ? t('media.help', { picture, film: megabytes, minutes }) : t('photo.help', { max: picture }))}
          </p>
        </div>
        <div class="field">
          <label for="pictureAlt">{t('media.alt')}</label>
          <input maxLength={MAX_ALT} aria-describedby="pictureAlt-help" {...part('pictureAlt')} />
          <p id="pictureAlt-help">{fault('pictureAlt') ?? t('media.altHelp')}</p>
        </div>
        <div class="field">
          <label for="pictureCredit">{t('media.credit')}</label>
          <input maxLength={MAX_CREDIT} {...part('pictureCredit')} />
        </div>
        {films && <CaptionsField {...{ t, fault: fault('captions'), locale: site.settings.locale, label: t('media.captions') }} />}
        <button class="btn" formAction={action} formEncType="multipart/form-data" formNoValidate>
          {t('media.send')}
        </button>
      </div>
    </details>
  );
}

/** Those of Europe's that readers here speak most; any other is put by the newsroom. */
const LANGUAGES = ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt', 'ar', 'br', 'eu', 'co', 'oc'];

type CaptionsProps = { t: Translate; fault: string | undefined; locale: Locale; label: string; chosen?: string; id?: string };

export function CaptionsField({ t, fault, locale, label, chosen = locale, id = 'captions' }: CaptionsProps) {
  const codes = LANGUAGES.includes(chosen) ? LANGUAGES : [chosen, ...LANGUAGES];
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return (
    <>
      <div class="field">
        <label for={id}>{label}</label>
        <input
          type="file"
          id={id}
          name="captions"
          accept=".vtt,text/vtt"
          aria-describedby={`${id}-help`}
          aria-invalid={fault ? 'true' : undefined}
        />
        <p id={`${id}-help`}>{fault ?? t('media.captionsHelp')}</p>
      </div>
      <div class="field">
        <label for={`${id}-language`}>{t('media.language')}</label>
        <select id={`${id}-language`} name="captionsLanguage">
          {codes.map((code) => (
            <option key={code} value={code} selected={code === chosen}>
              {names.of(code)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
