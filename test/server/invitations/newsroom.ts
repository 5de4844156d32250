// A newsroom that invites: what its manager sends from the desk, and what arrives in mailboxes.
import { createBrowser, mailsOf } from '../accounts/browser.ts';
import type { InvitationAnswer, InvitationDetail, InvitationsPage, InvitationWire } from '#server/invitations/wire.ts';
import type { Mail } from '#server/mail/mailer.ts';
import type { Engine } from '../../support/database.ts';
import { createWorld, type Person } from '../../support/world.ts';

export const DAY = 86_400_000;
export const CLAIRE = 'claire@universite.test';

export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>;

export async function openNewsroom(engine: Engine, given: Parameters<typeof createWorld>[1] = {}) {
  const world = await createWorld(engine, given);
  const helene = await world.person('helene', 'manager');
  const ada = await world.person('ada');
  const later = (days: number) => new Date(world.now().getTime() + days * DAY).toISOString();

  const send = async (by: Person, input: object) => {
    const answer = await by.desk<InvitationAnswer>('POST', '/api/v1/invitations', input);
    if (answer.status !== 201) throw new Error(`not invited: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  return {
    world,
    helene,
    ada,
    later,
    browser: () => createBrowser(world),
    /** Ada's question under an article, whose thread is there from then on. */
    ask: async (article = 'crue', text = 'Le barrage tiendra-t-il ?') => {
      const question = await ada.post(text, { article });
      const { thread } = await world.readThread(article);
      return { question, thread: thread.id! };
    },
    byMail: async (email: string, more: object = {}, by = helene) =>
      (await send(by, { kind: 'mail', email, role: 'member', message: '', locale: 'fr', ...more })).invitation,
    byLink: async (more: object = {}, by = helene) => {
      const { invitation, link } = await send(by, { kind: 'link', role: 'member', quota: 1, endsAt: later(7), ...more });
      return { invitation, path: new URL(link!).pathname };
    },
    expert: async (threads: string[], more: object = {}): Promise<InvitationWire> =>
      (
        await send(helene, {
          kind: 'expert',
          name: 'Claire Vasseur',
          email: CLAIRE,
          title: 'Hydrologue',
          affiliation: 'université de Rennes',
          interests: 'Aucun lien avec la commune',
          threads,
          articles: [],
          message: 'Vos lecteurs vous attendent.',
          locale: 'fr',
          startsAt: later(0),
          endsAt: later(7),
          ...more,
        })
      ).invitation,
    list: async (by = helene) => (await by.desk<InvitationsPage>('GET', '/api/v1/invitations')).body.invitations,
    detail: async ({ id }: Pick<InvitationWire, 'id'>) => (await helene.desk<InvitationDetail>('GET', `/api/v1/invitations/${id}`)).body,
    /** What arrived for somebody since. */
    mails: async (to: string) => (await mailsOf(world)).filter((mail) => mail.to === to),
  };
}

/** The path of the link in a mail. */
export const linkIn = (mail: Mail | undefined) => new URL(/https?:\S+\/invitations\/\S+/.exec(mail!.text)![0]).pathname;
