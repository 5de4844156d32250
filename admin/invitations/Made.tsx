import { useState } from 'preact/hooks';
import type { InvitationAnswer } from '#server/invitations/wire.ts';
import { useWords } from '../words.tsx';
import { nameOf } from './name-of.ts';

/** What was just sent; a link that is passed on, shown this once. */
export function Made({ answer: { invitation, link } }: { answer: InvitationAnswer }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(link!).then(() => setCopied(true));
  return (
    <div class="notice" data-k="good" role="alert">
      <div>
        <p>{link ? t('invitations.made_link') : t('invitations.made', { name: nameOf(invitation, t) })}</p>
        {link && <code>{link}</code>}
      </div>
      {link && (
        <button class="btn" type="button" onClick={() => void copy()}>
          {t(copied ? 'invitations.copied' : 'invitations.copy')}
        </button>
      )}
    </div>
  );
}
