// CM-26: a poll for the members of a segment: asked by a manager with a form, voted in by those it is for, read by all.
import type { Browser } from 'playwright-core';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { deskOf } from '../support/desk.ts';
import { expectClean, sideways } from '../support/eyes.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let [helene, lucie, odile]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  helene = await town.person('Hélène Vasseur', 'manager');
  [lucie, odile] = [await town.person('Lucie Prigent'), await town.person('Odile Ménard')];
  const { db, now } = town.deps;
  await db.write(async (tx) => {
    const { members, segments, spaces } = tx.t;
    await tx.insert(spaces).values({ siteId: town.site.id, slug: 'place', name: 'La place', position: 1 });
    await tx.update(members).set({ postCount: 12 }).where(eq(members.id, lucie!.member.id));
    const rows = [
      { name: 'Les habitués', filter: { postsFrom: 10 } },
      { name: 'Les silencieux', filter: { postsFrom: 900 } },
    ];
    await tx
      .insert(segments)
      .values(rows.map((row) => ({ ...row, uid: uuidv7(), siteId: town.site.id, version: 1, byId: helene!.member.id, changedAt: now() })));
  });
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    who: 'Qui vote',
    nobody: 'Ce segment n’a personne',
    asked: 'Vous êtes de ceux à qui cette question est posée.',
    not: 'Cette question est posée à certains membres',
    vote: 'Voter',
  },
  en: {
    who: 'Who votes',
    nobody: 'This segment has nobody',
    asked: 'You are among those whom this question is asked to.',
    not: 'This question is asked to some members',
    vote: 'Vote',
  },
};

test.each(['fr', 'en'] as const)(
  'a manager asks a segment, who is in it votes, who is not reads that it is for others: %s',
  async (lang) => {
    const w = WORDS[lang];
    const opened = await (
      await deskOf(town, helene!)
    ).call<{ thread: string; url: string }>('POST', 'threads', {
      site: 'courrier',
      space: 'place',
      kind: 'discussion',
      title: `Un marché le dimanche, ${lang} ?`,
      source: 'Pour ou contre ?',
      clientId: uuidv7(),
    });
    const manager = await visit(town, browser, `${town.origin}/manage/${opened.thread}?lang=${lang}`, {
      as: helene!,
      locale: lang === 'fr' ? 'fr-FR' : 'en-GB',
      javaScriptEnabled: false,
    });
    const form = () => manager.page.locator('section[aria-labelledby=polls] > details');
    const fill = async (segment: string) => {
      if ((await form().getAttribute('open')) === null) await form().locator('summary').click();
      await form().locator('[name=question]').fill(`Le matin, ${lang} ?`);
      await form().locator('[name=pollOptions]').fill('Oui\nNon');
      await form().locator('input[value=public]').check();
      await form().getByLabel(w.who).selectOption({ label: segment });
      await form().locator('button[value=add]').click();
    };
    await fill('Les silencieux');
    await manager.page.getByText(w.nobody).waitFor();
    await fill('Les habitués');
    await manager.page.getByText(`Le matin, ${lang} ?`).first().waitFor();

    const look = { locale: lang === 'fr' ? 'fr-FR' : 'en-GB' };
    const asked = await visit(town, browser, `${opened.url}?lang=${lang}`, { as: lucie!, ...look });
    await asked.page.getByText(w.asked).waitFor();
    await expectClean(asked.page, `asked, ${lang}`);
    await asked.page.getByLabel('Oui').check();
    await asked.page.getByRole('button', { name: w.vote }).click();
    await asked.page.locator('#polls table').waitFor();
    const other = await visit(town, browser, `${opened.url}?lang=${lang}`, { as: odile!, ...look, viewport: { width: 390, height: 800 } });
    await other.page.getByText(w.not).waitFor();
    expect(await other.page.locator('#polls form').count()).toBe(0);
    expect(await sideways(other.page)).toBe(0);
    await expectClean(other.page, `not asked, ${lang}`);
    expect([...asked.problems, ...other.problems]).toEqual([]);
  },
);
