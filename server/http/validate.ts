import { validator } from 'hono-openapi';
import type { ZodType } from 'zod';
import { Refusal, type RefusalFacts } from '../errors.ts';

type Issue = { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] };

/**
 * Checks part of a request once, at the edge; describes it in openapi.json by the same schema. Refuses `invalid` with
 * every field at fault. A schema's messages are keys of server/i18n (`field.too_long`), arguments after a bar.
 */
export const valid = <S extends ZodType, T extends 'json' | 'query' | 'param' | 'form'>(target: T, schema: S) =>
  validator(target, schema, (result) => {
    if (!result.success) throw new Refusal('invalid', { fields: fieldsOf(result.error as readonly Issue[]) });
  });

function fieldsOf(issues: readonly Issue[]): RefusalFacts['fields'] {
  return Object.fromEntries(issues.map((issue) => [nameOf(issue), messageOf(issue.message)]));
}

const nameOf = ({ path = [] }: Issue) => path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.') || 'body';

/** `field.too_long|max=10000`; anything zod said by itself is `field.wrong`. */
function messageOf(message: string): [string, Record<string, string | number>?] {
  if (!message.startsWith('field.')) return ['field.wrong'];
  const [key, ...args] = message.split('|');
  return [key!, Object.fromEntries(args.map((arg) => arg.split('=') as [string, string]))];
}
