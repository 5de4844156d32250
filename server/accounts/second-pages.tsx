import { Hono, type Context } from 'hono';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { enter, secondKeyOf, siteFor } from './enter.ts';
import { check, Form, orAgain, renderDoor, typedIn, type Problem } from './form.tsx';
import { secondInput } from './input.ts';
import { localPath, nextOf, pathTo } from './next.ts';
import { peekKey, spendKey } from './one-time-key.ts';
import { PasskeyForm } from './PasskeyForm.tsx';
import { enteringOptions, hasPasskeys, holderOfBrowser } from './passkey-options.ts';
import { proveSecond } from './second-factor.ts';
import { SecondFields } from './SecondFields.tsx';

/** Between the password, or the link, and being signed in. */
export const secondPages = new Hono<Env>()
  .get('/signin/code', async (c) => ((await heldKey(c)) ? show(c) : c.redirect(pathTo(c, '/signin'), 303)))
  .post('/signin/code', async (c) => {
    const { deps, address } = c.var;
    const key = await heldKey(c);
    if (!key) return c.redirect(pathTo(c, '/signin'), 303);
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        const siteId = (await siteFor(c, nextOf(c)))?.id ?? null;
        const second = await proveSecond(deps, { accountId: key.accountId!, siteId, ip: address.ip }, check(secondInput, typed));
        const spent = await spendKey(deps, 'second', secondKeyOf(c));
        if (!spent) return c.redirect(pathTo(c, '/signin'), 303);
        return enter(c, key.accountId!, localPath(key.data.next), { ...key.data.arrival!, second });
      },
      (problem) => show(c, problem),
    );
  });

const heldKey = (c: Context<Env>) => peekKey(c.var.deps, 'second', secondKeyOf(c));

async function show(c: Context<Env>, problem?: Problem) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t('second.title'),
    status: problem?.status,
    script: c.var.deps.assets.manifest.passkeys,
    children: (
      <>
        <h1>{t('second.title')}</h1>
        <Form action={pathTo(c, '/signin/code')} problem={problem}>
          <SecondFields t={t} problem={problem} />
          <button class="btn main">{t('second.go')}</button>
        </Form>
        {hasPasskeys(c) && (
          <PasskeyForm
            t={t}
            action={pathTo(c, '/signin/passkey')}
            options={enteringOptions(c, holderOfBrowser(c))}
            label={t('passkey.use')}
          />
        )}
        <a class="btn" href={pathTo(c, '/signin')}>
          {t('second.back')}
        </a>
      </>
    ),
  });
}
