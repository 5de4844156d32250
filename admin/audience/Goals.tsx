import { useDays } from '../use-days.ts';
import { useState } from 'preact/hooks';
import type { GoalInput, GoalKind, GoalsWire, GoalWire } from '#server/goals/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { Choice, Line } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { SureButton } from '../settings/SureButton.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

const KINDS: GoalKind[] = ['contributions', 'voices', 'answered'];

/** Numbers to reach, and how far each is. */
export function Goals() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<GoalsWire>('/goals'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { goals, campaigns } = loaded.value;
  return (
    <div class="stack-6">
      <p class="soft">{t('goals.hint')}</p>
      {goals.length === 0 ? <p class="soft">{t('goals.none')}</p> : <Table goals={goals} onGone={loaded.reload} />}
      <section class="stack" aria-labelledby="goals-new">
        <h2 id="goals-new">{t('goals.new')}</h2>
        <GoalForm key={goals.length} campaigns={campaigns} onDone={loaded.set} />
      </section>
    </div>
  );
}

function Table({ goals, onGone }: { goals: GoalWire[]; onGone: () => void }) {
  const { t } = useWords();
  return (
    <div class="tw">
      <table class="threads">
        <caption class="vh">{t('goals.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('goals.of')}</th>
            <th scope="col">{t('goals.goal')}</th>
            <th scope="col">{t('goals.progress')}</th>
            <th scope="col">
              <span class="vh">{t('goals.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {goals.map((goal) => (
            <Row key={goal.id} goal={goal} onGone={onGone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ goal, onGone }: { goal: GoalWire; onGone: () => void }) {
  const { t, number } = useWords();
  const dayOf = useDays();
  const { id, kind, target, until, name, url, value, n, reached, ended } = goal;
  const title = name ?? t('audience.untitled');
  const remove = useSubmit(async () => (await api.remove(`/goals/${id}`), onGone()));
  const said = t(n === null ? 'goals.value' : 'goals.share', { value: number(value), target: number(target), n: n ?? 0 });
  return (
    <tr>
      <th scope="row">
        <a href={url}>{title}</a>
        {remove.error && <Failure error={remove.error} />}
      </th>
      <td data-label={t('goals.goal')}>
        {t(`goals.line.${kind}`, { n: target })} {until && <span class="soft small">{t('goals.until', { date: dayOf(until) })}</span>}
      </td>
      <td data-label={t('goals.progress')}>
        <div class="goal">
          <meter min={0} max={target} value={Math.min(value, target)} aria-label={title}>
            {said}
          </meter>
          <span>{said}</span>
          {ended && (
            <span class="state" data-s={reached ? 'good' : undefined}>
              {t(`goals.state.${reached ? 'reached' : 'over'}`)}
            </span>
          )}
        </div>
      </td>
      <td>
        <SureButton
          label={t('goals.remove')}
          sure={t('goals.remove_sure')}
          named={(act) => t('tags.named', { act, name: title })}
          onPress={() => void remove.submit()}
        />
      </td>
    </tr>
  );
}

function GoalForm({ campaigns, onDone }: { campaigns: GoalsWire['campaigns']; onDone: (goals: GoalsWire) => void }) {
  const { t } = useWords();
  const [thread, setThread] = useState('');
  const [campaign, setCampaign] = useState('');
  const [kind, setKind] = useState<GoalKind>('contributions');
  const [target, setTarget] = useState('');
  const [until, setUntil] = useState('');
  const ready = (thread.trim() !== '' || campaign !== '') && target.trim() !== '';
  const saving = useSubmit(async () => {
    const goal: GoalInput = { of: campaign ? { campaign } : { thread }, kind, target: Number(target), until: until || null };
    onDone(await api.post<GoalsWire>('/goals', goal));
  }, ready);
  const errorOf = (field: string) => {
    const error = saving.errorIn(field);
    return error ? { error } : {};
  };
  const atThread = saving.errorIn('thread') ?? saving.errorIn('of');
  return (
    <form class="stack" {...saving.form}>
      <div class="two">
        {!campaign && (
          <Line
            id="goal-thread"
            label={t('goals.thread')}
            hint={t('goals.threadHint')}
            value={thread}
            {...(atThread && { error: atThread })}
            onChange={setThread}
          />
        )}
        {campaigns.length > 0 && (
          <Choice
            id="goal-campaign"
            label={t('goals.campaign')}
            value={campaign}
            options={[['', t('goals.campaign.none')], ...campaigns.map(({ id, name }): [string, string] => [id, name])]}
            onChange={(chosen) => (setCampaign(chosen), chosen && kind === 'answered' && setKind('contributions'))}
          />
        )}
        <Choice
          id="goal-kind"
          label={t('goals.kind')}
          value={kind}
          options={KINDS.filter((one) => !campaign || one !== 'answered').map((one) => [one, t(`goals.kind.${one}`)])}
          onChange={(chosen) => setKind(chosen as GoalKind)}
        />
        <Line
          id="goal-target"
          label={t('goals.target')}
          hint={t('goals.targetHint')}
          value={target}
          numeric
          {...errorOf('target')}
          onChange={setTarget}
        />
        <div class="field">
          <label for="goal-until">{t('goals.day')}</label>
          <input
            id="goal-until"
            type="date"
            aria-describedby="goal-until-hint"
            value={until}
            onInput={(event) => setUntil(event.currentTarget.value)}
          />
          <p class="hint" id="goal-until-hint">
            {t('goals.dayHint')}
          </p>
        </div>
      </div>
      <p class="bar">
        <button class="btn" data-primary type="submit" aria-disabled={!ready}>
          {t('goals.make')}
        </button>
      </p>
      {saving.error && !atThread && !saving.errorIn('target') && <Failure error={saving.error} />}
    </form>
  );
}
