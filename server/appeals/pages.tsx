import { Hono, type Context } from 'hono';
import { check, orAgain, typedIn } from '../accounts/form.tsx';
import { findStatement, showStatement } from '../cases/statement-pages.tsx';
import type { Env } from '../http/who.ts';
import { findOwn, showNotice } from '../notices/pages.tsx';
import { postIn } from '../posts/queries.ts';
import { Refusal } from '../errors.ts';
import { newAppeal } from './input.ts';
import { makeAppeal, type Contested } from './make-appeal.ts';

/** From where a decision is stated, by whom it concerns: the address is the key, no account is asked for (DSA, art. 20). */
export const appealPages = new Hono<Env>()
  .post('/statements/:id/appeal', async (c) => {
    const typed = await typedIn(c);
    const { row, site } = await findStatement(c, c.req.param('id'));
    const contested = { ...row, by: { statementId: row.id } };
    return orAgain(
      c,
      async () => appeal(c, contested, { typed, back: `/statements/${row.uid}` }),
      (problem) => showStatement(c, { row, site }, { typed, problem }),
    );
  })
  .post('/notices/:id/appeal', async (c) => {
    const typed = await typedIn(c);
    const notice = await findOwn(c, c.req.param('id'));
    return orAgain(
      c,
      async () => appeal(c, await contestedBy(c, notice), { typed, back: `/notices/${notice.uid}` }),
      (problem) => showNotice(c, notice, { typed, problem }),
    );
  });

type Sent = { typed: Record<string, string>; back: string };

async function appeal(c: Context<Env>, contested: Contested, { typed, back }: Sent) {
  await makeAppeal(c.var.deps, contested, { text: check(newAppeal, typed).text, ip: c.var.address.ip });
  return c.redirect(`${back}#appeal`, 303);
}

async function contestedBy(c: Context<Env>, notice: Awaited<ReturnType<typeof findOwn>>): Promise<Contested> {
  const post = await postIn(c.var.deps.db.read, notice.postId);
  if (!post || notice.decisionId === null || notice.outcome === null) throw new Refusal('not_found');
  return { ...notice, decisionId: notice.decisionId, memberId: post.authorId, by: { noticeId: notice.id } };
}
