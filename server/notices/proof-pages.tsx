import { eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { Form, renderDoor } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { isProof } from './proof-token.ts';
import { noticeBy } from './queries.ts';

/** Mail scanners open every link: a GET shows a button, and its POST proves the address. The notice did not wait for it. */
export const proofPages = new Hono<Env>()
  .get('/notices/:id/proof/:token', async (c) => {
    await findProved(c, c.req.param());
    const t = wordsOf(c);
    return renderDoor(c, {
      title: t('legal.proof.title'),
      children: (
        <Form action={c.req.path}>
          <h1>{t('legal.proof.title')}</h1>
          <p>{t('legal.proof.why')}</p>
          <button class="btn main">{t('legal.proof.go')}</button>
        </Form>
      ),
    });
  })
  .post('/notices/:id/proof/:token', async (c) => {
    const { deps } = c.var;
    const { id, uid, emailProvedAt } = await findProved(c, c.req.param());
    const { notices } = deps.db.read.t;
    if (!emailProvedAt)
      await deps.db.write(async (tx) => void (await tx.update(notices).set({ emailProvedAt: deps.now() }).where(eq(notices.id, id))));
    return c.redirect(`/notices/${uid}`, 303);
  });

async function findProved(c: Context<Env>, { id, token }: { id: string; token: string }) {
  const { db, config } = c.var.deps;
  const notice = await noticeBy(db.read, id);
  if (!notice || notice.siteId !== requireSite(c).id || !isProof(config.secret!, notice, token)) throw new Refusal('not_found');
  return notice;
}
