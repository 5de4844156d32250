import type { CaseDetail, CaseRow, PersonWire } from '#server/cases/wire.ts';
import { api } from '../api.ts';
import type { Words } from '../words.tsx';

type Options = { row: CaseRow | null; words: Words; onDone: (said: string, detail: CaseDetail) => void };

/** What is done around a decision; it is told by the live connection to everybody else. */
export function useWork({ row, words: { t, number }, onDone }: Options) {
  const path = `/cases/${row?.id}`;
  const facts = { number: number(row?.number ?? 0) };
  const say = (said: string) => (answer: { case: CaseDetail }) => onDone(said, answer.case);
  return {
    assign: (member: PersonWire | null) =>
      api
        .put<{ case: CaseDetail }>(`${path}/assignee`, { member: member?.id ?? null })
        .then(say(t(member ? 'said.assigned' : 'said.unassigned', { ...facts, name: member?.name ?? '' }))),
    escalate: (text: string) => api.put<{ case: CaseDetail }>(`${path}/escalation`, { text }).then(say(t('said.escalated', facts))),
    handBack: () => api.removeFor<{ case: CaseDetail }>(`${path}/escalation`).then(say('')),
    feature: async (post: string, on: boolean) => {
      await (on ? api.put(`/posts/${post}/feature`) : api.remove(`/posts/${post}/feature`));
      onDone(t(on ? 'said.featured' : 'said.unfeatured', facts), await api.get<CaseDetail>(path));
    },
    note: (text: string) => api.post<{ case: CaseDetail }>(`${path}/notes`, { text }).then(say(t('said.noted', facts))),
  };
}
