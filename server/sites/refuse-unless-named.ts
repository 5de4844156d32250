import { Refusal } from '../errors.ts';

/** What cannot be undone is asked for by the name of what goes, typed by whoever asks. Refuses `invalid`. */
export function refuseUnlessNamed({ name }: { name: string }, due: string) {
  if (name.trim() !== due) throw new Refusal('invalid', { fields: { name: ['sites.name_to_merge'] } });
}
