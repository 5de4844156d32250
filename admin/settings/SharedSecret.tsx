import { useState } from 'preact/hooks';
import { useWords } from '../words.tsx';
import { ShownOnce } from './ShownOnce.tsx';

/** To sign tokens with: made here rather than thought up, shown this once, in force when it is saved. */
export function SharedSecret({ onMade }: { onMade: (secret: string) => void }) {
  const { t } = useWords();
  const [secret, setSecret] = useState<string | null>(null);
  const make = () => {
    const made = makeSharedSecret();
    setSecret(made);
    onMade(made);
  };
  return (
    <div class="stack">
      <div class="bar">
        <button class="btn" type="button" onClick={make}>
          {t('signOn.make_secret')}
        </button>
      </div>
      {secret && <ShownOnce key={secret} title={t('signOn.secret_made')} secret={secret} />}
    </div>
  );
}

/** 256 bits, as long as what HS256 makes of it (RFC 7518 §3.2). */
function makeSharedSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
