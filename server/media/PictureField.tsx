import type { Problem } from '../accounts/form.tsx';
import type { Translate } from '../pages/page.tsx';
import { MAX_ALT, MAX_CREDIT } from './figures.ts';
import { PICTURE_BYTES } from './picture.ts';

/** A picture, for a form without JavaScript: sent by a button of its own to `action`, which gives the form back with its line. */
export function PictureField({ t, action, problem }: { t: Translate; action: string; problem?: Pick<Problem, 'fields'> | undefined }) {
  const fault = (name: string) => problem?.fields[name];
  const part = (name: string) => ({ id: name, name, 'aria-invalid': fault(name) ? ('true' as const) : undefined });
  return (
    <details class="field" open={Boolean(fault('picture') ?? fault('pictureAlt'))}>
      <summary>{t('media.add')}</summary>
      <div class="flow">
        <div class="field">
          <label for="picture">{t('media.file')}</label>
          <input type="file" accept="image/jpeg,image/png,image/webp,image/gif" aria-describedby="picture-help" {...part('picture')} />
          <p id="picture-help">{fault('picture') ?? t('photo.help', { max: PICTURE_BYTES / 1024 / 1024 })}</p>
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
        <button class="btn" formAction={action} formEncType="multipart/form-data" formNoValidate>
          {t('media.send')}
        </button>
      </div>
    </details>
  );
}
