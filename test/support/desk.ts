// For journeys: what a moderator does while another page is open.
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { SESSION_COOKIE } from '#server/http/who.ts';
import type { PostWire } from '#server/posts/wire.ts';
import type { Neighbour, Town } from './town.ts';

/** The desk's requests, as its own page would make them. */
export async function deskOf({ deps, origin }: Town, { accountId, name }: Pick<Neighbour, 'accountId' | 'name'>) {
  const { secret } = await deps.sessions.start(accountId, { siteId: null, origin: null });
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${origin}/api/v1/${path}`, {
      method,
      headers: { cookie: `${SESSION_COOKIE}=${secret}`, origin, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${name}, ${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  };
  /** Every open case. */
  const cases = async (): Promise<CasesPage['cases']> => {
    const found: CasesPage['cases'] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: CasesPage = await call('GET', `cases?lane=all&cursor=${cursor}`);
      found.push(...page.cases);
      cursor = page.next;
    }
    return found;
  };
  return {
    call,
    cases,
    /** Refuses a post that waits. */
    reject: async (post: PostWire, { rule, note = '' }: { rule: number; note?: string }) => {
      for (const { id } of await cases()) {
        const { version, revision, post: seen } = await call<CaseDetail>('GET', `cases/${id}`);
        if (seen?.id === post.id) return call('POST', `cases/${id}/decisions`, { version, revision, verdict: 'reject', rule, note });
      }
      throw new Error('there is no such case');
    },
  };
}
