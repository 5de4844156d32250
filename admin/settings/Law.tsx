import { useState } from 'preact/hooks';
import type { DsaProfile, LawInput, LawWire } from '#server/sites/wire.ts';
import { api } from '../api.ts';
import { Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { useSave } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Choice, Line, Lines } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { SaveBar } from './SaveBar.tsx';

const PROFILES: DsaProfile[] = ['hosting', 'platform', 'platform_small'];

/** What the law asks of the site, by its own declaration. */
export function Law() {
  const loaded = useLoad(() => api.get<LawWire>('/law'));
  if (!loaded.value) return <Loading {...loaded} />;
  return <Editor saved={loaded.value} onSaved={loaded.set} />;
}

const toForm = ({ comments, forum, alarmMinutes, contestMonths, publicLog, disputeBodies }: LawWire['law']) => ({
  comments: comments as string,
  forum: forum as string,
  alarmMinutes: String(alarmMinutes),
  contestMonths: String(contestMonths),
  publicLog: publicLog ? 'yes' : 'no',
  disputeBodies: disputeBodies.map(({ name, url }) => `${name} ${url}`).join('\n'),
});
type Form = ReturnType<typeof toForm>;

const fromForm = ({ comments, forum, alarmMinutes, contestMonths, publicLog, disputeBodies }: Form): LawInput['law'] => ({
  comments: comments as DsaProfile,
  forum: forum as DsaProfile,
  alarmMinutes: Number(alarmMinutes),
  contestMonths: Number(contestMonths),
  publicLog: publicLog === 'yes',
  disputeBodies: disputeBodies
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first)
    .map((words) => ({ name: words.slice(0, -1).join(' '), url: words.at(-1)! })),
});

function Editor({ saved, onSaved }: { saved: LawWire; onSaved: (law: LawWire) => void }) {
  const { t } = useWords();
  const stored = toForm(saved.law);
  const [form, setForm] = useState(stored);
  const changed = JSON.stringify(form) !== JSON.stringify(stored);
  const saving = useSave(changed, async () => onSaved(await api.put<LawWire>('/law', { version: saved.version, law: fromForm(form) })));
  const common = (field: keyof Form) => ({
    id: `law-${field}`,
    label: t(`law.${field}`),
    hint: t(`law.${field}_hint`),
    value: form[field],
    error: saving.errorIn(`law.${field}`),
    onChange: (value: string) => setForm({ ...form, [field]: value }),
  });
  const profiles = PROFILES.map((profile): [string, string] => [profile, t(`law.profile_${profile}`)]);
  const { declaredBy, declaredAt } = saved.law;
  return (
    <form class="stack" {...saving.form}>
      <p class="soft">{t('law.hint')}</p>
      {saving.error && <Failure error={saving.error} />}
      <div class="two">
        <Choice {...common('comments')} options={profiles} />
        <Choice {...common('forum')} options={profiles} />
      </div>
      <p class="soft">
        {declaredBy ? t('law.declared', { name: declaredBy }) : t('law.undeclared')} {declaredAt && <Day at={declaredAt} />}
      </p>
      <div class="two">
        <Line {...common('alarmMinutes')} numeric />
        <Line {...common('contestMonths')} numeric />
        <Choice
          {...common('publicLog')}
          options={[
            ['no', t('law.publicLog_no')],
            ['yes', t('law.publicLog_yes')],
          ]}
        />
      </div>
      <Lines {...common('disputeBodies')} />
      <SaveBar saving={saving} changed={changed} label={t('law.save')} />
    </form>
  );
}
