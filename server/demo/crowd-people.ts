import { firstNames, penNames, surnames } from './crowd-words.ts';
import { dice } from './dice.ts';
import type { DemoPerson } from './people.ts';

/** Who else was awake that night: three hundred and twenty members, always the same. */
export const crowdPeople: DemoPerson[] = Array.from({ length: 320 }, (_, index) => {
  const key = `foule-${String(index + 1).padStart(3, '0')}`;
  const { name, days } = identity(index);
  return {
    key,
    name,
    email: `${key}@exemple.test`,
    role: 'member',
    title: null,
    owner: false,
    emailConfirmed: true,
    memberSinceDays: days,
  };
});

function identity(index: number): { name: string; days: number } {
  const throws = dice(7919 * (index + 1));
  const first = firstNames[(index * 37) % firstNames.length]!;
  const last = throws.pick(surnames);
  const short = throws.chance(0.2) ? `${first} ${last.charAt(0)}.` : `${first} ${last}`;
  const name = index % 11 === 3 ? (penNames[(index - 3) / 11] ?? short) : short;
  return { name, days: 2 + throws.below(1380) };
}
