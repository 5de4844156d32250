import { useState } from 'preact/hooks';
import type { InvitationAnswer } from '#server/invitations/wire.ts';
import { useNow } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Line, Lines } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import type { Locale } from '../words.tsx';
import { useWords } from '../words.tsx';
import { invite } from './invite.ts';
import { LocaleChoice } from './InviteByMail.tsx';
import { toIso, toLocal } from './local-time.ts';
import { MomentField } from './MomentField.tsx';
import { PersonFields, type Person } from './PersonFields.tsx';
import { ThreadPicker } from './ThreadPicker.tsx';

const WEEK = 7 * 86_400_000;
const NOBODY: Person = { known: null, name: '', email: '', title: '', affiliation: '', interests: '' };

type Props = { thread: string | null; onMade: (answer: InvitationAnswer) => void };

/** Picks or makes the person, says where, when and in which words. */
export function InviteExpert({ thread, onMade }: Props) {
  const { t, locale: mine } = useWords();
  const now = useNow();
  const [person, setPerson] = useState(NOBODY);
  const [threads, setThreads] = useState<string[]>(thread ? [thread] : []);
  const [articles, setArticles] = useState('');
  const [message, setMessage] = useState('');
  const [locale, setLocale] = useState<string>(mine);
  const [startsAt, setStartsAt] = useState(toLocal(new Date(now)));
  const [endsAt, setEndsAt] = useState(toLocal(new Date(now + WEEK)));

  const { error, busy, form, errorIn } = useSubmit(async () => {
    const { known, name, email, ...described } = person;
    const who = known ? { member: known.id } : { name, email };
    const when = { startsAt: toIso(startsAt), endsAt: toIso(endsAt) };
    const what = { threads, articles: words(articles), message, locale: locale as Locale };
    onMade(await invite({ kind: 'expert', ...who, ...described, ...when, ...what }));
  });
  return (
    <form class="stack-6" {...form}>
      <p class="soft">{t('invitations.expert_hint')}</p>
      {error && <Failure error={error} />}
      <PersonFields person={person} errorIn={errorIn} onChange={setPerson} />
      <fieldset class="stack">
        <legend>{t('invitations.where')}</legend>
        <ThreadPicker chosen={threads} error={errorIn('threads')} onChange={setThreads} />
        <Line
          id="articles"
          label={t('invitations.articles')}
          hint={t('invitations.articles_hint')}
          value={articles}
          error={errorIn('articles')}
          onChange={setArticles}
        />
      </fieldset>
      <fieldset class="two">
        <legend>{t('invitations.when')}</legend>
        <MomentField id="startsAt" label={t('invitations.from')} value={startsAt} error={errorIn('startsAt')} onChange={setStartsAt} />
        <MomentField id="endsAt" label={t('invitations.until')} value={endsAt} error={errorIn('endsAt')} onChange={setEndsAt} />
      </fieldset>
      <fieldset class="stack">
        <legend>{t('invitations.mail')}</legend>
        <Lines id="message" label={t('invitations.message')} value={message} error={errorIn('message')} rows={5} onChange={setMessage} />
        <LocaleChoice value={locale} onChange={setLocale} />
      </fieldset>
      <div class="bar">
        <button class="btn" data-primary type="submit" aria-disabled={busy}>
          {t('invitations.invite')}
        </button>
      </div>
    </form>
  );
}

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean);
