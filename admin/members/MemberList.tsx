import { useState } from 'preact/hooks';
import type { MemberRow, MembersPage } from '#server/members/wire.ts';
import type { SegmentNames } from '#server/segments/wire.ts';
import type { Role } from '#server/threads/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { More } from '../More.tsx';
import { hrefOf } from '../route.ts';
import { Choice, Line } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useLater } from '../use-later.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { useRoleOptions } from './use-role-options.ts';

export type Sought = { q: string; role: Role | 'staff' | ''; segment: string };

/** In the place of a member’s id. */
export const SEGMENTS = 'segments';
export const LEVELS = 'levels';
export const COHORTS = 'cohorts';
export const EXPORTS = 'exports';

type Props = { sought: Sought; segments: boolean; onSeek: (sought: Sought) => void };

export function MemberList({ sought, segments, onSeek }: Props) {
  const { t } = useWords();
  const roles = useRoleOptions();
  const loaded = useLoad(() => api.get<MembersPage>(pathOf(sought)));
  useLater(`${sought.role} ${sought.segment} ${sought.q}`, loaded.reload);
  return (
    <>
      <header class="top">
        <h1>{t('rail.members')}</h1>
        <p>{t('members.hint')}</p>
        {segments && (
          <p class="bar">
            <a class="tap" href={hrefOf({ screen: 'members', id: SEGMENTS })}>
              {t('segments.title')}
            </a>
            <a class="tap" href={hrefOf({ screen: 'members', id: COHORTS })}>
              {t('cohorts.title')}
            </a>
            <a class="tap" href={hrefOf({ screen: 'members', id: LEVELS })}>
              {t('levels.title')}
            </a>
            <a class="tap" href={hrefOf({ screen: 'members', id: EXPORTS })}>
              {t('exports.title')}
            </a>
          </p>
        )}
      </header>
      <div class="stack">
        <search class="two">
          <Line id="member-q" label={t('members.search')} value={sought.q} onChange={(q) => onSeek({ ...sought, q })} />
          <Choice
            id="member-role"
            label={t('members.role')}
            value={sought.role}
            options={roles}
            onChange={(role) => onSeek({ ...sought, role: role as Sought['role'] })}
          />
          {segments && <InSegment value={sought.segment} onChange={(segment) => onSeek({ ...sought, segment })} />}
        </search>
        {loaded.error && loaded.value && <Failure error={loaded.error} onRetry={loaded.reload} />}
        {loaded.value ? <Found page={loaded.value} sought={sought} onChange={loaded.set} /> : <Loading {...loaded} />}
      </div>
    </>
  );
}

function InSegment({ value, onChange }: { value: string; onChange: (segment: string) => void }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<SegmentNames>('/segments/names'));
  const known = loaded.value?.segments ?? [];
  if (known.length === 0) return null;
  const options = known.map(({ id, name }) => [id, name] as [string, string]);
  return (
    <Choice
      id="member-segment"
      label={t('segments.one')}
      value={value}
      options={[['', t('members.all')], ...options]}
      onChange={onChange}
    />
  );
}

type FoundProps = { page: MembersPage; sought: Sought; onChange: (page: MembersPage) => void };

function Found({ page: { members, next }, sought, onChange }: FoundProps) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  return (
    <>
      <output class="soft">
        {members.length === 0 ? t('members.none') : <span class="vh">{t('members.found', { n: members.length })}</span>}
      </output>
      {members.length > 0 && (
        <div class="tw">
          <table>
            <caption class="vh">{t('rail.members')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('members.name')}</th>
                <th scope="col">{t('members.role')}</th>
                <th scope="col" class="num">
                  {t('members.posts')}
                </th>
                <th scope="col" class="num">
                  {t('members.refused')}
                </th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <Row key={member.id} member={member} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {error && <Failure error={error} />}
      <More<MembersPage>
        path={next && pathOf(sought, next)}
        onPage={(page) => onChange({ members: [...members, ...page.members], next: page.next })}
        onFailure={setError}
      />
    </>
  );
}

function Row({ member }: { member: MemberRow }) {
  const { t, number } = useWords();
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf({ screen: 'members', id: member.id })}>{member.name}</a>
        {member.title && <span class="soft small"> {member.title}</span>}
      </th>
      <td>{t(member.owner ? 'members.owner' : `role.${member.role}`)}</td>
      <td class="num">{number(member.posts)}</td>
      <td class="num">{member.rejected > 0 ? <b class="warn">{number(member.rejected)}</b> : number(0)}</td>
    </tr>
  );
}

function pathOf({ q, role, segment }: Sought, cursor?: string): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(role && { role }), ...(segment && { segment }), ...(cursor && { cursor }) });
  return query.size > 0 ? `/members?${query}` : '/members';
}
