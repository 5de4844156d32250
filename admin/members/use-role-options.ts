import type { Role } from '#server/threads/wire.ts';
import { useWords } from '../words.tsx';

const ROLES: Role[] = ['guest', 'member', 'subscriber', 'expert', 'journalist', 'moderator', 'manager', 'admin'];

/** Everybody, the newsroom, or one role. */
export function useRoleOptions(): [value: string, label: string][] {
  const { t } = useWords();
  return [['', t('members.all')], ['staff', t('members.staff')], ...ROLES.map((role) => [role, t(`role.${role}`)] as [string, string])];
}
