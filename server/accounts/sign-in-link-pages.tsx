import { Hono, type Context } from 'hono';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { enter } from './enter.ts';
import { becomeOwner } from './first-owner.ts';
import {
  check,
  EmailField,
  Field,
  Form,
  NewPasswordField,
  orAgain,
  renderDoor,
  renderSpent,
  typedIn,
  type Problem,
  type Typed,
} from './form.tsx';
import { founderInput, ownerInput } from './input.ts';
import { localPath, pathTo } from './next.ts';
import { peekKey, spendKey } from './one-time-key.ts';
import { accountById, hasSite } from './queries.ts';
import { FirstSiteFields } from './FirstSiteFields.tsx';

/** A mailed link that signs in; and the one a new installation prints, which has no account yet. */
export const signInLinkPages = new Hono<Env>()
  .get('/signin/:key', async (c) => {
    const key = await findKey(c, c.req.param('key'));
    if (!key) return renderSpentLink(c);
    return key.accountId === null ? showOwner(c, {}) : showContinue(c, key.accountId);
  })
  .post('/signin/:key', async (c) => {
    const secret = c.req.param('key');
    const key = await findKey(c, secret);
    if (key?.accountId === null) return makeOwner(c, secret);
    const spent = key && (await spendKey(c.var.deps, key.purpose, secret));
    return spent ? enter(c, spent.accountId!, localPath(spent.data.next), { by: 'link' }) : renderSpentLink(c);
  });

const findKey = async ({ var: { deps } }: Context<Env>, secret: string) =>
  (await peekKey(deps, 'signin', secret)) ?? (await peekKey(deps, 'owner', secret));

async function makeOwner(c: Context<Env>, secret: string) {
  const { deps, locale } = c.var;
  const typed = await typedIn(c);
  return orAgain(
    c,
    async () => {
      const input = (await hasSite(deps.db.read)) ? check(ownerInput, typed) : check(founderInput, typed);
      const host = (c.req.header('host') ?? deps.config.publicUrl.host).toLowerCase();
      const accountId = await becomeOwner(deps, secret, { ...input, host, locale: input.site?.locale ?? locale });
      return accountId === null ? renderSpentLink(c) : enter(c, accountId, '/admin/', { by: 'founding' });
    },
    (problem) => showOwner(c, typed, problem),
  );
}

const renderSpentLink = (c: Context<Env>) =>
  renderSpent(
    c,
    <a class="btn main" href={pathTo(c, '/signin')}>
      {wordsOf(c)('signin.anotherLink')}
    </a>,
  );

async function showContinue(c: Context<Env>, accountId: number) {
  const t = wordsOf(c);
  const { name } = (await accountById(c.var.deps.db.read, accountId))!;
  return renderDoor(c, {
    title: t('signin.title'),
    children: (
      <>
        <h1>{t('signin.title')}</h1>
        <p>{t('signin.byLink')}</p>
        <Form action={pathTo(c, c.req.path)}>
          <button class="btn main">{t('signin.continueAs', { name })}</button>
        </Form>
      </>
    ),
  });
}

async function showOwner(c: Context<Env>, typed: Typed, problem?: Problem) {
  const t = wordsOf(c);
  const founding = !(await hasSite(c.var.deps.db.read));
  return renderDoor(c, {
    title: t('signup.ownerTitle'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('signup.ownerTitle')}</h1>
        <p>{t('signup.owner')}</p>
        <Form action={pathTo(c, c.req.path)} problem={problem}>
          <Field name="name" label={t('signup.name')} autocomplete="name" value={typed.name} problem={problem} />
          <EmailField t={t} typed={typed} problem={problem} autocomplete="email" />
          <NewPasswordField t={t} problem={problem} label={t('signup.password')} />
          {founding && <FirstSiteFields t={t} typed={typed} problem={problem} host={c.req.header('host') ?? ''} locale={c.var.locale} />}
          <button class="btn main">{t('signup.ownerGo')}</button>
        </Form>
      </>
    ),
  });
}
