import { useEffect, useState } from 'preact/hooks';
import type { PersonWire } from '#server/cases/wire.ts';
import type { MediationWire } from '#server/mediations/wire.ts';
import type { MemberCard } from '#server/members/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { goTo, hrefOf } from '../route.ts';
import { Line } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { MemberPicker } from './MemberPicker.tsx';

const DAYS = '7';

/** `query`: whom, which post and which case it was asked for, where it came from one. */
export function ProposeMediation({ query }: { query: string }) {
  const { t } = useWords();
  const asked = new URLSearchParams(query);
  const [clientId] = useState(() => crypto.randomUUID());
  const [subject, setSubject] = useState('');
  const [first, setFirst] = useState<PersonWire | null>(null);
  const [second, setSecond] = useState<PersonWire | null>(null);
  const [post, setPost] = useState(asked.get('post') ?? '');
  const [days, setDays] = useState(DAYS);
  const from = asked.get('first');
  useEffect(() => {
    if (from)
      api.get<MemberCard>(`/members/${from}`).then(
        ({ id, name }) => setFirst({ id, name }),
        () => {},
      ); // to be sought, then
  }, [from]);
  const ready = first !== null && second !== null && subject.trim() !== '';
  const proposing = useSubmit(async () => {
    const given = { clientId, subject, first: first!.id, second: second!.id, post, case: asked.get('case') ?? '', days };
    const made = await api.post<MediationWire>('/mediations', given);
    goTo(hrefOf({ screen: 'mediations', at: made.id }), { replace: true });
  }, ready);
  const faultOf = (field: string) => {
    const error = proposing.errorIn(field);
    return error ? { error } : {};
  };
  return (
    <form class="stack" {...proposing.form}>
      <header class="top">
        <h1>{t('mediations.new')}</h1>
        <p>{t('mediations.new_hint')}</p>
      </header>
      {proposing.error && <Failure error={proposing.error} />}
      <div class="two">
        <MemberPicker id="first" label={t('mediations.first')} chosen={first} error={proposing.errorIn('first')} onChange={setFirst} />
        <MemberPicker id="second" label={t('mediations.second')} chosen={second} error={proposing.errorIn('second')} onChange={setSecond} />
      </div>
      <Line
        id="mediation-subject"
        label={t('mediations.subject')}
        hint={t('mediations.subject_hint')}
        value={subject}
        {...faultOf('subject')}
        onChange={setSubject}
      />
      <div class="two">
        <Line
          id="mediation-post"
          label={t('mediations.post')}
          hint={t('mediations.post_hint')}
          value={post}
          {...faultOf('post')}
          onChange={setPost}
        />
        <Line
          id="mediation-days"
          numeric
          label={t('mediations.days')}
          hint={t('mediations.days_hint')}
          value={days}
          {...faultOf('days')}
          onChange={setDays}
        />
      </div>
      <p>
        <button class="btn" data-primary type="submit" disabled={proposing.busy || !ready}>
          {t('mediations.propose')}
        </button>
      </p>
    </form>
  );
}
