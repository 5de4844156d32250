// What the pages of this slice are made of: forms that come back with what was typed and what is wrong.
import type { Context } from 'hono';
import type { ComponentChildren, JSX } from 'preact';
import type { ZodType } from 'zod';
import { Refusal, type RefusalFacts } from '../errors.ts';
import { sayRefusal } from '../http/say-refusal.ts';
import type { Env } from '../http/who.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import type { MessageKey } from '../i18n/translate.ts';
import { PASSWORD_MIN } from './input.ts';

/** A page of one form. What it says concerns one person: nothing on the way keeps it. */
export function renderDoor(c: Context<Env>, page: Omit<Parameters<typeof renderPage>[1], 'narrow'>) {
  c.header('cache-control', 'no-store');
  return renderPage(c, { ...page, narrow: true });
}

/** A one-time link that no longer works. What to do instead depends on what it was for: another password, unless said otherwise. */
export function renderSpent(c: Context<Env>, instead?: ComponentChildren) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('error.link_spent'),
    status: 410,
    children: (
      <>
        <h1>{t('error.link_spent')}</h1>
        {instead ?? (
          <>
            <p>{t('reset.another')}</p>
            <a class="btn main" href="/forgot">
              {t('reset.askTitle')}
            </a>
            <a class="btn" href="/signin">
              {t('signin.title')}
            </a>
          </>
        )}
      </>
    ),
  });
}

export type Typed = Record<string, string>;

/** The text fields of the form that was sent. */
export async function typedIn(c: Context<Env>): Promise<Typed> {
  const body = await c.req.parseBody().catch(() => {
    throw new Refusal('malformed');
  });
  return Object.fromEntries(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Refuses `invalid`, with the first thing wrong in each field. */
export function check<T>(schema: ZodType<T>, typed: object): T {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return parsed.data;
  const fields: RefusalFacts['fields'] = {};
  for (const { path, message } of parsed.error.issues) fields[String(path[0])] ??= messageOf(message);
  throw new Refusal('invalid', { fields });
}

/** All of several checks: refuses `invalid` with what is wrong in any of them; resolves with what the first makes of the form. */
export async function checkAll<T>(first: () => T, ...others: (() => unknown)[]): Promise<T> {
  const fields: RefusalFacts['fields'] = {};
  const keep = (error: unknown): undefined => {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error;
    for (const [name, fault] of Object.entries(error.facts.fields ?? {})) fields[name] ??= fault;
  };
  const run = async <R,>(work: () => R) => work();
  const made = await run(first).catch(keep);
  for (const work of others) await run(work).catch(keep);
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', { fields });
  return made as T;
}

/** `field.too_long|max=60`; what was typed is in it as in an address. */
function messageOf(message: string): [string, Record<string, string>] {
  const [key, ...args] = message.split('|');
  return [key!, Object.fromEntries(args.map((arg) => arg.split('=').map(decodeURIComponent)))];
}

/** What its form says to whoever can mend it. */
export type Problem = { status: 401 | 409 | 422 | 429; note: string; fields: Record<string, string> };

const MENDABLE = {
  wrong_credentials: 401,
  passkey_refused: 401,
  edit_window_over: 409,
  post_changed: 409,
  testimony_mended: 409,
  testimony_changed: 409,
  mediation_changed: 409,
  agreement_gone: 409,
  invalid: 422,
  nudged: 422,
  text_refused: 422,
  search_too_wide: 422,
  too_fast: 429,
} as const;

/** Does what a form asks; shows it `again` for what its sender can mend. */
export async function orAgain(
  c: Context<Env>,
  work: () => Promise<Response>,
  again: (problem: Problem) => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (isMendable(error)) return again(asProblem(c, error));
    throw error;
  }
}

const isMendable = (error: unknown): error is Refusal => error instanceof Refusal && error.code in MENDABLE;

/** A refusal in the words of a form, whatever it is. */
export function asProblem(c: Context<Env>, { code, facts }: Refusal): Problem {
  const t = wordsOf(c);
  if (facts.retryAfter) c.header('retry-after', String(facts.retryAfter));
  const faults = Object.keys(facts.fields ?? {}).length;
  return {
    status: (MENDABLE as Partial<Record<string, Problem['status']>>)[code] ?? 422,
    note: code === 'invalid' && faults > 0 ? t('form.faults', { n: faults }) : sayRefusal(c, { code, facts }),
    fields: Object.fromEntries(Object.entries(facts.fields ?? {}).map(([name, [key, args]]) => [name, t(key as MessageKey, args)])),
  };
}

/** Validation is ours alone: a browser's would speak another language than the page. */
export function Form({ action, problem, children }: { action: string; problem?: Problem; children: ComponentChildren }) {
  return (
    <form class="flow" method="post" action={action} noValidate>
      {problem && (
        <p class="note bad" role="alert">
          <strong>{problem.note}</strong>
        </p>
      )}
      {children}
    </form>
  );
}

type FieldProps = JSX.IntrinsicElements['input'] & {
  name: string;
  id?: string;
  label: string;
  help?: ComponentChildren;
  problem?: Problem;
  lines?: number;
};

/** A labelled field; its help and its fault are read with it. */
export function Field({ name, id = name, label, help, problem, lines, value, ...input }: FieldProps) {
  const fault = problem?.fields[name];
  const described = [help && `${id}-help`, fault && `${id}-err`].filter(Boolean).join(' ');
  const aria = {
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? ('true' as const) : undefined,
    autofocus: isFirst(problem, name),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {lines ? (
        <textarea id={id} name={name} rows={lines} required={input.required !== false} {...aria}>
          {value}
        </textarea>
      ) : (
        <input id={id} name={name} value={value} required {...input} {...aria} />
      )}
      {help && <p id={`${id}-help`}>{help}</p>}
      {fault && <p id={`${id}-err`}>{fault}</p>}
    </div>
  );
}

/** What is to be mended first takes the focus. The order of faults is that of the fields. */
export const isFirst = (problem: Problem | undefined, name: string): true | undefined =>
  (problem !== undefined && Object.keys(problem.fields)[0] === name) || undefined;

/** The two fields by which people are found again; what was typed as a password never comes back. */
export function EmailField({
  t,
  typed,
  problem,
  autocomplete,
}: {
  t: Translate;
  typed: Typed;
  problem?: Problem;
  autocomplete: 'username' | 'username webauthn' | 'email';
}) {
  return <Field name="email" label={t('signin.email')} type="email" autocomplete={autocomplete} value={typed.email} problem={problem} />;
}

export function NewPasswordField({ t, problem, label = t('reset.title') }: { t: Translate; problem?: Problem; label?: string }) {
  return (
    <Field
      name="password"
      label={label}
      type="password"
      autocomplete="new-password"
      help={t('signup.passwordHelp', { min: PASSWORD_MIN })}
      problem={problem}
    />
  );
}
