import type { UploadedWire } from '#server/media/wire.ts';
import { rareWords } from './context.ts';
import type { Scene } from './scene.ts';
import type { ComposerKey, PictureView } from './view.ts';

/** Characters, as the server takes them. */
const [MAX_ALT, MAX_CREDIT] = [500, 120];

/** `language` of the captions, ISO 639. */
export type Said = { alt: string; credit: string; captions: File | null; language: string };
export type PictureActs = { place(name: ComposerKey, said: Said): void; drop(name: ComposerKey): void };
/** Those that readers here speak most. */
const LANGUAGES = ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt', 'ar', 'br', 'eu', 'co', 'oc'];

/** A picture that is to be shown: how far it is, then what is to be said of it. Inside the composer's form, no form of its own. */
export function PicturePanel({ scene, name, acts }: { scene: Scene; name: ComposerKey; acts: PictureActs }) {
  const t = rareWords(scene.context);
  const picture = scene.view.composers[name]!.picture!;
  return (
    <div class="guest picture" role="group" aria-label={t('picture.title')}>
      {picture.sent ? <Describe {...{ t, name, picture, acts }} /> : <Sending {...{ t, picture }} />}
      {!picture.sent && (
        <p class="line">
          <button type="button" class="act" onClick={() => acts.drop(name)}>
            {t(picture.problem ? 'close' : 'cancel')}
          </button>
        </p>
      )}
    </div>
  );
}

type PartProps = { t: ReturnType<typeof rareWords>; picture: PictureView };

function Sending({ t, picture: { name, share, problem } }: PartProps) {
  if (problem)
    return (
      <p role="alert">
        <strong>{problem}</strong> <span class="meta">{name}</span>
      </p>
    );
  const percent = Math.round(share * 100);
  return (
    <p>
      <label>
        {share < 1 ? t('picture.sending', { percent }) : t('picture.making')} <progress max={100} value={share < 1 ? percent : undefined} />
      </label>
    </p>
  );
}

function Sample({ sent }: { sent: UploadedWire }) {
  if (sent.kind === 'image') return <img src={sent.url} alt="" width={sent.width} height={sent.height} />;
  const size = { width: sent.width ?? undefined, height: sent.height ?? undefined };
  return sent.kind === 'audio' ? (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- they are asked for below
    <audio src={sent.url} controls preload="metadata" />
  ) : (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- they are asked for below
    <video src={sent.url} {...size} controls preload="metadata" playsInline />
  );
}

function Describe({ t, name, picture: { sent, wordless, fault }, acts }: PartProps & { name: ComposerKey; acts: PictureActs }) {
  const place = (panel: Element) => {
    const part = <T extends Element = HTMLInputElement>(id: string) => panel.querySelector<T>(`#picture-${id}`);
    acts.place(name, {
      alt: part('alt')!.value.trim(),
      credit: part('credit')!.value.trim(),
      captions: part('captions')?.files?.[0] ?? null,
      language: part<HTMLSelectElement>('language')?.value ?? 'fr',
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    place((event.currentTarget as Element).closest('.picture')!);
  };
  return (
    <>
      <Sample sent={sent!} />
      <div>
        <label for="picture-alt">{t('picture.alt')}</label>
        <input
          id="picture-alt"
          type="text"
          maxLength={MAX_ALT}
          required
          autocomplete="off"
          aria-describedby="picture-help"
          aria-invalid={wordless || undefined}
          onKeyDown={onKeyDown}
        />
        <p class="meta" id="picture-help" role={wordless ? 'alert' : undefined}>
          {t(wordless ? 'picture.wordless' : 'picture.altHelp')}
        </p>
      </div>
      <div>
        <label for="picture-credit">{t('picture.credit')}</label>
        <input id="picture-credit" type="text" maxLength={MAX_CREDIT} autocomplete="off" onKeyDown={onKeyDown} />
      </div>
      {sent!.kind !== 'image' && <Captions {...{ t, fault }} />}
      <p class="line">
        <button type="button" class="btn" onClick={({ currentTarget }) => place(currentTarget.closest('.picture')!)}>
          {t('picture.place')}
        </button>
        <button type="button" class="act" onClick={() => acts.drop(name)}>
          {t('picture.drop')}
        </button>
      </p>
    </>
  );
}

function Captions({ t, fault }: { t: PartProps['t']; fault: string | null }) {
  const here = document.documentElement.lang || 'fr';
  const names = new Intl.DisplayNames([here], { type: 'language' });
  return (
    <>
      <div>
        <label for="picture-captions">{t('picture.captions')}</label>
        <input
          id="picture-captions"
          type="file"
          accept=".vtt,text/vtt"
          aria-describedby="picture-captions-help"
          aria-invalid={fault !== null || undefined}
        />
        <p class="meta" id="picture-captions-help" role={fault === null ? undefined : 'alert'}>
          {fault ?? t('picture.captionsHelp')}
        </p>
      </div>
      <div>
        <label for="picture-language">{t('picture.language')}</label>
        <select id="picture-language">
          {LANGUAGES.map((code) => (
            <option key={code} value={code} selected={here.startsWith(code)}>
              {names.of(code)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
