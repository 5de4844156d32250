import type { LadderWire } from '#server/sanctions/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import { api } from '../../api.ts';
import { useSave } from '../../use-form.ts';
import { useKept } from '../../use-kept.ts';
import { useLoad } from '../../use-load.ts';
import { useWords } from '../../words.tsx';
import { Line } from '../fields.tsx';
import { Loading } from '../Loading.tsx';
import { Refused } from '../Refused.tsx';
import { SaveBar } from '../SaveBar.tsx';
import { fromForm, KINDS, rungsOf, toForm, type LadderForm } from './ladder-form.ts';
import { RulePoints } from './RulePoints.tsx';
import { Rungs } from './Rungs.tsx';
import { Steps } from './Steps.tsx';

/** What measures weigh, when that is forgotten, and what the desk proposes from how many points on. */
export function Ladder({ rules }: { rules: RuleWire[] }) {
  const loaded = useLoad(() => api.get<LadderWire>('/ladder'));
  if (!loaded.value) return <Loading {...loaded} />;
  return <Editor saved={loaded.value} rules={rules} />;
}

type Typed = { base: LadderWire; form: LadderForm };
const startFrom = (base: LadderWire): Typed => ({ base, form: toForm(base.ladder) });

function Editor({ saved, rules }: { saved: LadderWire; rules: RuleWire[] }) {
  const { t } = useWords();
  const [{ base, form }, keep] = useKept<Typed>('ladder', () => startFrom(saved));
  const ladder = fromForm(form);
  const changed = JSON.stringify(ladder) !== JSON.stringify(base.ladder);
  const saving = useSave(changed, async () =>
    keep(startFrom(await api.put<LadderWire>('/ladder', { version: base.version, ladder } satisfies LadderWire))),
  );
  const put = (change: Partial<LadderForm>) => keep({ base, form: { ...form, ...change } });
  const settle = async (mine: boolean) => {
    const theirs = await api.get<LadderWire>('/ladder');
    keep(mine ? { base: theirs, form } : startFrom(theirs));
    saving.forget();
  };
  const { errorIn } = saving;
  return (
    <form class="stack-6" {...saving.form}>
      <p class="soft">{t('ladder.hint')}</p>
      <Refused error={saving.error} onTheirs={() => void settle(false)} onMine={() => void settle(true)} />
      <fieldset class="stack">
        <legend>{t('ladder.points')}</legend>
        <p class="soft small">{t('ladder.points_hint')}</p>
        <div class="two">
          {KINDS.map((kind) => (
            <Line
              key={kind}
              id={`ladder-${kind}`}
              numeric
              label={t(`measure.noun.${kind}`)}
              value={form.points[kind]}
              error={errorIn(`ladder.points.${kind}`)}
              onChange={(points) => put({ points: { ...form.points, [kind]: points } })}
            />
          ))}
          <Line
            id="ladder-lapseDays"
            numeric
            label={t('ladder.lapse')}
            hint={t('ladder.lapse_hint')}
            value={form.lapseDays}
            error={errorIn('ladder.lapseDays')}
            onChange={(lapseDays) => put({ lapseDays })}
          />
        </div>
        <RulePoints rules={rules} values={form.rules} errorIn={errorIn} onChange={(extra) => put({ rules: extra })} />
      </fieldset>
      <Steps steps={form.steps} errorIn={errorIn} onChange={(steps) => put({ steps })} />
      <Rungs rungs={rungsOf(ladder)} />
      <SaveBar saving={saving} changed={changed} label={t('ladder.save')} />
    </form>
  );
}
