import type { UploadedWire } from '#server/media/wire.ts';
import { allWords } from './context.ts';
import type { Scene } from './scene.ts';
import type { ComposerKey, PictureView } from './view.ts';

/** Characters, as the server takes them. */
const [MAX_ALT, MAX_CREDIT] = [500, 120];

export type PictureActs = { place(name: ComposerKey, alt: string, credit: string): void; drop(name: ComposerKey): void };

/** A picture that is to be shown: how far it is, then what is to be said of it. Inside the composer's form, no form of its own. */
export function PicturePanel({ scene, name, acts }: { scene: Scene; name: ComposerKey; acts: PictureActs }) {
  const t = allWords(scene.context);
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

type PartProps = { t: ReturnType<typeof allWords>; picture: PictureView };

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

function Describe({ t, name, picture: { sent, wordless }, acts }: PartProps & { name: ComposerKey; acts: PictureActs }) {
  const place = (panel: Element) => {
    const [alt, credit] = ['alt', 'credit'].map((part) => panel.querySelector<HTMLInputElement>(`#picture-${part}`)!.value.trim());
    acts.place(name, alt!, credit!);
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
