import { z } from 'zod';
import { Refusal, type RefusalFacts } from '../errors.ts';
import type { Answers, CallField } from './wire.ts';

/** Characters: a line, a text, and all together, as much as a post. */
const [MAX_LINE, MAX_LONG, MAX_ALL] = [300, 5000, 10_000];
/** Figures and what people write between them: a call from abroad, an extension. */
const PHONE = /^\+?[\d\s().\-/]{6,30}$/;

/** What was sent, of what is asked and of nothing else. Refuses `invalid` by the fields' ids. */
export function checkAnswers(fields: CallField[], given: Answers): Answers {
  const faults: NonNullable<RefusalFacts['fields']> = {};
  const answers: Answers = {};
  let room = MAX_ALL;
  for (const field of fields) {
    const answer = field.type === 'several' ? ticked(field, given[field.id]) : written(field, given[field.id]);
    const fault = answer.length === 0 ? (field.required ? REQUIRED : null) : faultOf(field, answer);
    room -= String(answer).length;
    if (fault) faults[field.id] = fault;
    else if (room < 0) faults[field.id] = ['field.too_long_all', { max: MAX_ALL }];
    else if (answer.length > 0) answers[field.id] = answer;
  }
  if (Object.keys(faults).length > 0) throw new Refusal('invalid', { fields: faults });
  return answers;
}

type Fault = NonNullable<RefusalFacts['fields']>[string];
const REQUIRED: Fault = ['field.required'];

function written({ type }: CallField, given: string | string[] | undefined): string {
  const [typed = ''] = [given].flat();
  return type === 'long' ? typed.replace(/\r\n?/g, '\n').replace(/\0/g, '').trim() : typed.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

const ticked = ({ options }: CallField, given: string | string[] | undefined): string[] => {
  const chosen = new Set([given].flat());
  const known = options.filter((option) => chosen.delete(option));
  // What it does not offer is no slip of a reader's.
  return [...chosen].some((one) => one) ? [...known, ''] : known;
};

function faultOf({ type, options }: CallField, answer: string | string[]): Fault | null {
  if (typeof answer !== 'string') return answer.includes('') ? ['field.wrong'] : null;
  if (type === 'long') return answer.length > MAX_LONG ? ['field.too_long', { max: MAX_LONG }] : null;
  if (type === 'choice') return options.includes(answer) ? null : ['field.wrong'];
  if (type === 'date') return z.iso.date().safeParse(answer).success ? null : ['field.date'];
  if (type === 'email') return z.email().safeParse(answer).success ? null : ['field.email'];
  if (type === 'phone') return PHONE.test(answer) ? null : ['field.phone'];
  return answer.length > MAX_LINE ? ['field.too_long', { max: MAX_LINE }] : null;
}
