import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeKey } from '#server/accounts/one-time-key.ts';
import { setArticle } from '#server/articles/set-article.ts';
import type { PostWire } from '#server/posts/wire.ts';
import type { SettingsWire } from '#server/sites/wire.ts';
import { ALL_LOOKS, expectClean, focusOf, ONE_LOOK, sideways, tabTo, TWO_LOOKS, WIDE } from '../support/eyes.ts';
import { deskOf } from '../support/desk.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { article, embed, openTown, PASSWORD, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let camille: Neighbour;
let lucie: Neighbour;
let herve: Neighbour;
let maelle: Neighbour;
/** A topic of the forum. */
let topic: string;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [camille, lucie, herve] = [
    await town.person('Camille Roussel', 'admin'),
    await town.person('Lucie Prigent'),
    await town.person('Hervé de La Rochefordière-Montalembert'),
  ];
  const ines = await town.person('Inès Caradec', 'expert');
  maelle = await town.person('Maëlle Kerbrat', 'journalist');
  await fillThread(town, 'pont', herve, [
    ...Array.from({ length: 6 }, (_, i) => ({
      text: `Avis ${i + 1} : le pont doit **rester** ouvert, voir [le plan](https://exemple.test/plan).`,
    })),
    {
      text: '> Citation\n\n- un\n- deux\n\n`code`\n\n```\nun bloc de code qui est long, long, long, long, long, long, long, long, long, long, long, long\n```',
      replyTo: 5,
    },
    { text: 'Une réponse.', replyTo: 6 },
    { text: 'Une autre.', replyTo: 7 },
    { text: 'Encore.', replyTo: 8 },
    { text: 'Et encore.', replyTo: 9 },
    { text: 'Et de plus en plus profond.', replyTo: 10 },
  ]);
  const [first, second] = await fillThread(town, 'voix', ines, [{ text: 'Je suis hydrologue.' }, { text: 'Je me trompais.' }]);
  const asMaelle = await elsewhere(town, maelle);
  await asMaelle.post('voix', 'La rédaction répond.', { id: first } as PostWire);
  await asMaelle.post('voix', 'Cela arrive.', { id: second } as PostWire);
  await (await elsewhere(town, ines)).remove({ id: second } as PostWire);
  topic = await openForum();
  const asZoe = await elsewhere(town, await town.person('Zoé Alvarez'));
  for (const text of ['Ce guignol.', 'Quel guignol !', 'Un guignol, un vrai.', 'Guignol toi-même.']) await asZoe.post('bureau', text);
  const [reported] = await fillThread(town, 'bureau', herve, [{ text: 'Un avis qui ne plaît pas.' }]);
  await asZoe.report({ id: reported } as PostWire, 2);
  await nameArticles();
  await fillDesk();
});
afterAll(() => town.close());

describe('axe finds nothing in an article', () => {
  test('that nobody has commented, or many have', async () => {
    const { page } = await openArticle('vide');
    await page.getByText('Personne n’a encore écrit ici').waitFor();
    await expectClean(page, 'nobody yet');

    for (const key of ['pont', 'voix']) {
      await page.goto(print(key));
      await page.locator('.menu').first().waitFor();
      await expectClean(page, key, key === 'pont' ? ALL_LOOKS : TWO_LOOKS);
    }
  });

  test('whose page knows no dark, read by somebody whose system is', async () => {
    const { page } = await open();
    await page.goto(town.paper.print('/clair', { html: article(embed(town.origin, 'voix')) }));
    await page.locator('.menu').first().waitFor();

    await expectClean(page, 'in a light page');
  });

  // Without its script, as where there is no JavaScript: axe itself is some.
  test('drawn by the server alone', async () => {
    const { page } = await open();
    const rendered = await (await fetch(`${town.origin}/embed/thread?site=courrier&article=pont&lang=fr`)).text();
    await page.goto(town.paper.print('/servie', { html: article(rendered, BOTH) }));

    await expectClean(page, 'drawn by the server');
  });

  test('whose comments are closed, read first, for others, or do not come', async () => {
    const { page } = await open();
    const states: [key: string, words: string][] = [
      ['ferme', 'Les commentaires sont fermés'],
      ['avant', 'Chaque message est relu'],
      ['abonnes', 'Personne n’a encore écrit ici'],
    ];
    for (const [key, words] of states) {
      await page.goto(print(key));
      await page.getByText(words).first().waitFor();
      await expectClean(page, key);
    }
  });

  test('where something is wrong: the site’s key, the page’s address, the server, the network', async () => {
    const { page, context } = await open(/status of (?:404|403|500)|INTERNET_DISCONNECTED/);
    await page.goto(town.paper.print('/inconnu', { html: article(embed(town.origin, 'pont').replace('"courrier"', '"autre"'), BOTH) }));
    await page.getByText('Cette conversation n’existe pas').waitFor();
    await expectClean(page, 'no such site');

    await page.goto(print('pont').replace('127.0.0.1', 'localhost'));
    await page.getByText('Commentaires indisponibles sur ce site.').waitFor();
    await expectClean(page, 'a page that is not listed', ONE_LOOK);

    await page.route('**/api/v1/thread?*', (route) => route.fulfill(refusal(500, { code: 'internal', reference: 'A1B2C3D4E5F6' })));
    await page.goto(print('pont'));
    await page.getByText('Référence A1B2C3D4E5F6').waitFor();
    await expectClean(page, 'the server fails');

    await page.unroute('**/api/v1/thread?*');
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.locator('.menu').first().waitFor();
    await context.setOffline(true);
    await page.getByText('Hors ligne depuis').waitFor();
    await expectClean(page, 'offline');
    await context.setOffline(false);
    await page.getByText('De nouveau en ligne.').waitFor();
    await expectClean(page, 'back', ONE_LOOK);
  });

  test('to somebody who writes: the tools, the preview, what is too long or too fast, what could not be sent', async () => {
    const { page } = await openArticle('voix', /status of 429|ERR_FAILED/);
    const composer = page.getByRole('textbox', { name: 'Votre commentaire' });
    await composer.fill('Je suis **d’accord**.');
    await page.getByRole('button', { name: 'Gras' }).waitFor();
    await expectClean(page, 'the tools');
    await page.getByRole('button', { name: 'Aperçu' }).click();
    await page.getByRole('region', { name: 'Aperçu du message' }).waitFor();
    await expectClean(page, 'the preview', ONE_LOOK);
    await signInByWindow(page, lucie);
    await page.locator('ol.top').getByText('Je suis d’accord.').waitFor(); // no more in the preview
    await expectClean(page, 'signed in, and published');

    await composer.fill('trop long '.repeat(1001));
    await page.getByText('caractères de trop').waitFor();
    await expectClean(page, 'too long');
    await page.route('**/api/v1/posts', (route) => route.fulfill(refusal(429, { code: 'too_fast', retryAfter: 60 })));
    await composer.fill('Et encore ceci.');
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.getByRole('button', { name: 'Réessayer dans' }).waitFor();
    await expectClean(page, 'too fast');
    await page.unroute('**/api/v1/posts');
    await page.reload();
    await page.getByText('Brouillon de').waitFor();
    await expectClean(page, 'a draft', ONE_LOOK);
    await page.route('**/api/v1/posts', (route) => route.abort());
    await page.getByRole('button', { name: 'Publier' }).click();
    await page.getByText('Pas encore envoyé.').waitFor();
    await expectClean(page, 'not sent');
  });

  test('to its author: what waits, what was refused, what is being changed', async () => {
    const { page } = await openArticle('miens');
    await fillThread(town, 'miens', herve, [{ text: 'Un avis de plus.' }]);
    const asLucie = await elsewhere(town, lucie);
    const mine = await asLucie.post('miens', 'Le mien.');
    const refused = await asLucie.post('miens', 'Ce conseil est un guignol, dit-on.');
    await (await deskOf(town, camille)).reject(refused, { rule: 4, note: 'Dites-le autrement.' });
    town.tell();
    await asLucie.post('miens', 'Encore ce guignol ?');
    await page.reload();
    await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Bonjour.');
    await signInByWindow(page, lucie);
    await page.getByText('Modifier et renvoyer').waitFor();
    await page.getByText('Un mot demande une relecture').waitFor();
    await expectClean(page, 'one’s own');

    const post = page.locator(`#p-${mine.id}`);
    await post.getByLabel('Autres actions').click();
    await expectClean(page, 'one’s own menu', ONE_LOOK);
    await post.getByRole('link', { name: 'Modifier' }).click();
    await page.getByRole('textbox', { name: 'Votre message' }).waitFor();
    await expectClean(page, 'an edit', ONE_LOOK);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await post.getByLabel('Autres actions').click();
    await post.getByRole('link', { name: 'Supprimer' }).click();
    await page.getByText('Supprimer ce message ?').waitFor();
    await expectClean(page, 'asked before it goes', ONE_LOOK);
    await page.getByRole('button', { name: 'Garder' }).click();

    await page.getByRole('button', { name: `Répondre à ${herve.name}` }).click();
    await page.getByRole('textbox', { name: 'Votre réponse' }).waitFor();
    await expectClean(page, 'a reply');
    await page.getByLabel(`Autres actions sur le message de ${herve.name}`).click();
    await expectClean(page, 'the menu of another’s post', ONE_LOOK);
    await page.getByRole('link', { name: 'Signaler' }).click();
    await page.getByRole('dialog').waitFor();
    await expectClean(page, 'a report');
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
    await page.getByText('Merci, c’est transmis.').waitFor();
    await expectClean(page, 'a report sent', ONE_LOOK);
  });

  test('when others write meanwhile', async () => {
    const { page } = await openArticle('direct');
    await fillThread(town, 'direct', herve, [{ text: 'Un premier avis.' }]);
    await page.reload();
    await page.locator('.menu').waitFor();
    await (await elsewhere(town, await town.person('Odile Ménard'))).post('direct', 'Un second.');
    await page.getByRole('button', { name: '1 nouvelle réponse' }).waitFor();

    await expectClean(page, 'something new');
  });
});

describe('axe finds nothing on our own pages', () => {
  test('for a visitor', async () => {
    const { page } = await open(/status of (?:404|410)/);

    for (const [path, looks] of [
      ['/'],
      ['/s/place', ONE_LOOK],
      ['/top', ONE_LOOK],
      ['/ideas', ONE_LOOK],
      ['/search?q=pont'],
      ['/search', ONE_LOOK],
      ['/about', ONE_LOOK],
      ['/audience', ONE_LOOK],
      ['/legal'],
      [`/t/${topic}`],
      ['/a/pont'],
      ['/charter'],
      ['/signin', ALL_LOOKS],
      ['/signup'],
      ['/forgot', ONE_LOOK],
      ['/reset/rien', ONE_LOOK],
      [`/confirm/${await keyOf('confirm')}`, ONE_LOOK],
      [`/reset/${await keyOf('reset')}`],
      [`/signin/${await keyOf('signin')}`, ONE_LOOK],
      ['/connect', ONE_LOOK],
      ['/rien'],
    ] as [string, typeof ALL_LOOKS?][]) {
      await page.goto(`${town.origin}${path}`);
      await expectClean(page, path, looks);
    }
  });

  test('when a form comes back with what is wrong in it', async () => {
    const { page } = await open(/status of (?:401|422)/);
    await page.goto(`${town.origin}/signin`);
    await page.getByLabel('Adresse électronique').fill('personne@exemple.test');
    await page.getByLabel('Mot de passe', { exact: true }).fill('rien de juste');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('alert').waitFor();
    await expectClean(page, 'no such password');

    await page.goto(`${town.origin}/signup`);
    await page.getByRole('button', { name: 'Créer mon compte' }).click();
    await page.getByRole('alert').waitFor();
    await expectClean(page, 'an empty sign-up');
  });

  test('for somebody signed in, or writing', async () => {
    const { page, context } = await open();
    const [id] = await fillThread(town, 'signale', herve, [{ text: 'Un avis à relire.' }]);
    const refused = await (await elsewhere(town, lucie)).post('signale', 'Ce guignol, vraiment.');
    await (await deskOf(town, camille)).reject(refused, { rule: 4, note: 'Dites-le autrement.' });
    const statement = await until('the statement', () =>
      town.mails.map(({ text }) => /\/statements\/[\w-]+/.exec(text)?.[0]).find(Boolean),
    );
    await page.goto(`${town.origin}/a/vide`);
    await writeWithoutScript(page);
    await expectClean(page, '/write, signed out');

    await town.signIn(context, lucie);
    const asked = new URLSearchParams({ site: 'courrier', origin: town.paper.origin, challenge: 'a'.repeat(43), state: 'abc' });
    for (const path of [
      '/account',
      `/connect?${asked}`,
      `/p/${id}/report`,
      statement,
      '/a/signale',
      '/new',
      `/bookmarks/posts/${id}`,
      '/bookmarks',
    ]) {
      await page.goto(`${town.origin}${path}`);
      await expectClean(page, path);
    }
    await page.goto(`${town.origin}/a/vide`);
    await writeWithoutScript(page);
    await expectClean(page, '/write, signed in');
  });
});

test('axe finds nothing where a moderator arranges a conversation', async () => {
  const { page, context } = await open();
  await town.signIn(context, camille);
  for (const path of [`/manage/${topic}`, '/new']) {
    await page.goto(`${town.origin}${path}`);
    await expectClean(page, path);
  }
});

describe('axe finds nothing in the desk', () => {
  test('in the queue and its dialogs, by day and by night, wide and narrow', async () => {
    const { page } = await openDesk();
    await expectClean(page, 'a case', ALL_LOOKS);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.keyboard.press('r');
    await page.getByRole('dialog').getByRole('radio').first().press('4');
    await expectClean(page, 'refusing');
    await page.keyboard.press('l');
    await page.getByText('la loi l’interdit').waitFor();
    await expectClean(page, 'refusing by the law');
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    await page.getByRole('dialog', { name: 'Décider par une réponse type' }).getByRole('radio').waitFor();
    await expectClean(page, 'deciding by a canned reply');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await expectClean(page, 'the keys');
    await page.keyboard.press('Escape');
    for (const [key, dialog] of [
      ['f', 'Filtrer la file'],
      ['v', 'Vues enregistrées'],
      ['i', 'Attribuer le cas'],
      ['s', 'Faire remonter'],
      ['n', 'Note interne'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByRole('dialog', { name: dialog }).waitFor();
      await expectClean(page, dialog);
      await page.keyboard.press('Escape');
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const key of ['x', 'Shift+J', 'r']) await page.keyboard.press(key);
    await page.getByRole('dialog', { name: /^Refuser \d messages/ }).waitFor();
    await expectClean(page, 'several together');
    await page.keyboard.press('Escape');
    await page.keyboard.press('.');
    await page.locator('#work').waitFor();
    await expectClean(page, 'other acts', ONE_LOOK);
    await page.goto(`${town.origin}/admin/#/all`);
    await expectClean(page, 'the queue');
    await page.goto(`${town.origin}/admin/#/done`);
    await page.locator('.case-row').first().waitFor();
    await expectClean(page, 'what was decided', ONE_LOOK);
  });

  test('in the inbox, the threads and the members', async () => {
    const { page } = await openDesk();

    await lookAt(page, [
      ['inbox', '.lanes'],
      ['threads', 'table.threads'],
      ['members', 'tbody a'],
      ['members/cohorts', '#retention'],
      ['members/levels', '#formula-heard'],
      ['members/exports', '#export-list'],
      [`members/${herve.member.uid}`, '#member-new-role'],
      [`members/${maelle.member.uid}`, '#member-preset'],
    ]);
  });

  test('in the settings', async () => {
    // The preview of a look runs no script, nor axe’s.
    const { page } = await openDesk(/Blocked script execution in 'about:srcdoc'/);

    await lookAt(page, [['settings/site', 'fieldset']], ALL_LOOKS);
    await lookAt(page, [
      ['settings/screening', '#word-add'],
      ['settings/charter', 'li.rule'],
      ['settings/look', '#look-accent'],
      ['settings/spaces', '#space-add'],
      ['settings/tags', 'h1'],
      ['settings/badges', 'h1'],
      ['settings/publisher', 'h1'],
      ['settings/tokens', '#token-name'],
      ['settings/webhooks', '#webhook-add'],
      ['settings/mails', '#mails-measured'],
      ['settings/letters', 'iframe'],
      ['settings/desk', 'select, input'],
    ]);
  });

  test('in the calendar', async () => {
    const { page } = await openDesk();

    await lookAt(page, [
      ['calendar/week', '.days'],
      ['calendar/month', '.month'],
      ['calendar/letters', 'h1'],
      ['calendar/item/letter', '#detail-to'],
      ['calendar/item', '#title'],
    ]);
  });

  test('in tokens and webhooks that are made', async () => {
    const { page } = await openDesk();

    await page.goto(`${town.origin}/admin/#/settings/tokens`);
    await page.getByLabel('Nom du nouveau jeton').fill('Le site');
    await page.getByRole('button', { name: 'Créer un jeton' }).click();
    await page.getByText('Copiez-le maintenant').waitFor();
    await expectClean(page, 'a token made');
    await page.goto(`${town.origin}/admin/#/settings/webhooks`);
    await page.getByRole('button', { name: 'Ajouter une adresse' }).click();
    await expectClean(page, 'a webhook’s form');
    await page.getByLabel('Adresse').fill('http://127.0.0.1:9/');
    await page.getByLabel('un commentaire est publié').check();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('button', { name: 'Envois' }).click();
    await page.getByRole('button', { name: 'Envoyer un essai' }).click();
    await page.getByRole('row', { name: /essai/ }).getByText('injoignable').waitFor();
    await expectClean(page, 'a webhook and its log');
  });

  test('in what the team decides by: canned replies, the ladder, the law, second readings, filters, measures', async () => {
    const { page } = await openDesk(/status of 422/);
    for (const [part, there] of [
      ['canned', '#canned-title'],
      ['law', '#law-alarmMinutes'],
      ['readings', '#reading'],
    ]) {
      await page.goto(`${town.origin}/admin/#/settings/${part}`);
      await page.locator(there!).waitFor();
      await expectClean(page, part!);
    }
    await page.getByRole('button', { name: 'À retirer' }).click();
    await page.getByText('Choisissez la règle').waitFor();
    await expectClean(page, 'a second reading without its rule', ONE_LOOK);
    await page.goto(`${town.origin}/admin/#/settings/ladder`);
    await page.getByLabel('Les points s’effacent').fill('un mois');
    await page.getByText('Ajouter des points pour certaines règles').click();
    await page.getByRole('button', { name: 'Ajouter un échelon' }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('#ladder-lapseDays-error').waitFor();
    await expectClean(page, 'a ladder with a mistake');
    await page.goto(`${town.origin}/admin/#/threads`);
    await page
      .getByRole('button', { name: /^Filtres de/ })
      .first()
      .click();
    await page.getByLabel('Mots qui retiennent ici').waitFor();
    await expectClean(page, 'what one thread holds');
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /^Mesures dans/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    await expectClean(page, 'what holds in a thread for a while');
    await page.keyboard.press('Escape');
    await page.goto(`${town.origin}/admin/#/members/${herve.member.uid}`);
    await page.getByRole('button', { name: 'Agir sur cette personne' }).click();
    await page.getByLabel('Motif').selectOption('hate');
    await page.getByRole('button', { name: 'Avertir' }).click();
    await page.getByText('Dites les faits').waitFor();
    await expectClean(page, 'a measure without its facts');
  });

  test('at its threshold', async () => {
    const { page, context } = await open(/status of (?:401|404)/);
    await page.goto(`${town.origin}/admin/#/all`);
    await page.getByText('Connectez-vous pour ouvrir le bureau').waitFor();
    await expectClean(page, 'signed out');
    await town.signIn(context, lucie);
    await page.reload();
    await page.getByText('Introuvable').first().waitFor();
    await expectClean(page, 'not of the staff');
  });
});

describe('what changes is said, politely', () => {
  test('in a thread', async () => {
    await fillThread(
      town,
      'dire',
      herve,
      Array.from({ length: 25 }, (_, i) => ({ text: `Avis ${i + 1}` })),
    );
    const { page } = await openArticle('dire');
    await page.locator('.menu').first().waitFor();
    const before = await page.locator('terrasse-thread [role=status]').elementHandles();
    const said = async (words: string) =>
      until(`« ${words} » in a region that was there`, async () => {
        const texts = await Promise.all(
          before.map((region) => region.evaluate((element) => (element.isConnected ? element.textContent : ''))),
        );
        return texts.some((text) => text?.includes(words));
      });

    await page.getByRole('link', { name: /^Afficher/ }).click();
    await said('5 commentaires affichés');
    await (await elsewhere(town, await town.person('Solène Le Bihan'))).post('dire', 'Une nouvelle voix.');
    await said('1 nouvelle réponse');
    await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('La mienne.');
    await signInByWindow(page, await town.person('Claire Morvan'));
    await said('Premier message publié');
    expect(await page.locator('[aria-live=assertive]').count()).toBe(0);
  });

  test('in the desk', async () => {
    const { page } = await openDesk();

    await page.keyboard.press('a');
    await page.getByRole('status').filter({ hasText: 'Approuvé · cas' }).waitFor();

    expect(await page.locator('[aria-live=assertive]').count()).toBe(0);
  });
});

describe('in 320 pixels, which is a desktop at 400 %, nothing goes sideways', () => {
  const SMALL = { width: 320, height: 256 };

  test('in an article, and what one types in stays in view', async () => {
    await fillThread(town, 'etroit', herve, [
      { text: `${'interminable'.repeat(20)} https://exemple.test/${'chemin/'.repeat(40)}` },
      { text: `\`\`\`\n${'code '.repeat(60)}\n\`\`\`\n\n> ${'citation'.repeat(20)}`, replyTo: 0 },
      ...Array.from({ length: 6 }, (_, i) => ({ text: `Plus loin, ${i}.`, replyTo: i + 1 })),
    ]);
    const { page } = await openArticle('etroit');
    await page.locator('.menu').first().waitFor();
    await page.setViewportSize(SMALL);
    const composer = page.getByRole('textbox', { name: 'Votre commentaire' });
    await composer.fill('Une phrase.');
    await page.getByRole('button', { name: 'Gras' }).waitFor();
    expect(await sideways(page)).toBe(0);
    expect(await focusOf(page)).toMatchObject({ inView: true });
    await page.getByRole('button', { name: 'Aperçu' }).click();
    await page.getByRole('region', { name: 'Aperçu du message' }).waitFor();
    expect(await sideways(page)).toBe(0);

    await page
      .getByLabel(/^Autres actions/)
      .first()
      .click();
    expect(await sideways(page)).toBe(0);
    await page.getByRole('link', { name: 'Signaler' }).click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('button', { name: 'Annuler' }).last().scrollIntoViewIfNeeded();
    expect(await sideways(page)).toBe(0);
  });

  test('on our own pages, and in the desk', async () => {
    const { page, context } = await open(/status of 404/);
    await page.setViewportSize(SMALL);
    await town.signIn(context, camille);
    const paths = ['/', '/s/place', `/t/${topic}`, '/a/etroit', '/charter', '/account', `/confirm/${await keyOf('confirm')}`, '/rien'];
    const settings = [
      'site',
      'screening',
      'charter',
      'canned',
      'ladder',
      'promises',
      'law',
      'look',
      'spaces',
      'tokens',
      'webhooks',
      'letters',
      'readings',
      'desk',
    ].map((part) => `#/settings/${part}`);
    const desk = [
      '',
      '#/all',
      '#/done',
      '#/threads',
      '#/calendar/week',
      '#/calendar/month',
      '#/calendar/letters',
      '#/calendar/item/letter',
      '#/calendar/item',
      '#/members',
      '#/members/segments',
      '#/members/levels',
      '#/members/cohorts',
      '#/members/exports',
      '#/events',
      '#/reports/day',
      '#/reports/month',
      '#/reports/threads',
      '#/audience/readers',
      '#/audience/campaigns',
      '#/audience/partners',
      '#/audience/goals',
      '#/audience/openings',
      `#/members/${herve.member.uid}`,
      ...settings,
    ];

    for (const path of [...paths, ...desk.map((hash) => `/admin/${hash}`)]) {
      await page.goto(`${town.origin}${path}`);
      await page.getByRole('heading').first().waitFor({ state: 'attached' });
      expect.soft(await sideways(page), path).toBe(0);
    }
    await page.goto(`${town.origin}/admin/#/all`);
    await page.locator('.case-row a').first().click();
    await page.getByRole('button', { name: 'Refuser' }).click();
    await page.getByRole('dialog').waitFor();
    expect.soft(await sideways(page), 'refusing').toBe(0);
    await page.keyboard.press('Escape');
    await context.clearCookies();
    for (const path of ['/signin', '/signup', '/forgot']) {
      await page.goto(`${town.origin}${path}`);
      expect.soft(await sideways(page), path).toBe(0);
    }
  });
});

test('where less motion is asked for, nothing moves by itself', async () => {
  const { page, context } = await openArticle('pont');
  await page.locator('.menu').first().waitFor();
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Une phrase.');
  await page.getByRole('button', { name: 'Gras' }).waitFor();
  expect(await moving(page)).toEqual([]);

  await town.signIn(context, camille);
  await page.goto(`${town.origin}/admin/#/all`);
  await page.getByRole('button', { name: 'Approuver' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  expect(await moving(page)).toEqual([]);
});

test('in colours that the system forces, one still sees where one is, what can be pressed, and which is chosen', async () => {
  const { page, context } = await open();
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(print('pont'));
  await page.locator('.menu').first().waitFor();
  const styleOf = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

  await page.getByRole('textbox', { name: 'Votre commentaire' }).focus();
  await page.getByRole('button', { name: 'Gras' }).waitFor();
  expect(await styleOf('form.composer', 'outline-style')).not.toBe('none');
  expect(await styleOf('form.composer', 'border-top-style')).not.toBe('none');
  expect(await styleOf('.btn', 'border-top-style')).not.toBe('none');
  expect(await looksOf(page, '.tabs [aria-current]')).not.toEqual(await looksOf(page, '.tabs a:not([aria-current])'));
  await expectClean(page, 'forced colours', WIDE);

  await town.signIn(context, camille);
  await page.goto(`${town.origin}/admin/#/all`);
  await page.getByRole('button', { name: 'Approuver' }).waitFor();
  expect(await styleOf('.btn', 'border-top-style')).not.toBe('none');
  expect(await looksOf(page, '.case-row[data-current]')).not.toEqual(await looksOf(page, '.case-row:not([data-current])'));
  await tabTo(page, page.getByRole('button', { name: 'Approuver' }));
  await expectClean(page, 'the desk in forced colours', WIDE);
});

/** A page that has a look for the night too. */
const BOTH = '<style>:root { color-scheme: light dark; background: light-dark(#fff, #121212); color: light-dark(#111, #eee) }</style>';
const print = (key: string) => town.paper.print(`/${key}`, { html: article(embed(town.origin, key), BOTH) });

/** A page of a browser in which nothing goes wrong, but what is expected to. */
async function open(expected = /^$/) {
  const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = watch(page);
  onTestFinished(async () => {
    await context.close();
    expect(problems.filter((problem) => !expected.test(problem))).toEqual([]);
  });
  return { context, page };
}

async function openArticle(key: string, expected?: RegExp) {
  const opened = await open(expected);
  await opened.page.goto(print(key));
  return opened;
}

/** The answer of a server that will not, or cannot, to another site's page. */
const refusal = (status: number, error: object) => ({
  status,
  headers: { 'access-control-allow-origin': '*' },
  json: { error: { message: '', ...error } },
});

/** What is in the composer is published by somebody who signs in for it. */
async function signInByWindow(page: Page, { email, name }: Neighbour) {
  const opening = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Publier' }).click();
  const popup = await opening;
  await popup.getByLabel('Adresse électronique').fill(email);
  await popup.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await popup.getByRole('button', { name: 'Se connecter' }).click();
  await popup.getByRole('button', { name: `Continuer en tant que ${name}` }).click();
  await page.getByText(`Sous votre nom, ${name}.`).waitFor();
}

/** As its form does where there is no JavaScript. */
async function writeWithoutScript(page: Page) {
  await page.locator('form.composer').waitFor();
  await page
    .locator('form.composer')
    .evaluate((form: HTMLFormElement) => ((form.querySelector('textarea')!.value = 'Bonjour.'), form.submit()));
  await page.waitForURL(/\/write/);
}

/** Screens of the desk, each with what shows that it is there. */
async function lookAt(page: Page, screens: [path: string, there: string][], looks = TWO_LOOKS) {
  for (const [path, there] of screens) {
    await page.goto(`${town.origin}/admin/#/${path}`);
    await page.locator(there).first().waitFor();
    await expectClean(page, path, looks);
  }
}

async function openDesk(expected?: RegExp) {
  const opened = await open(expected);
  await town.signIn(opened.context, camille);
  await opened.page.goto(`${town.origin}/admin/#/all`);
  await opened.page.locator('.case[aria-busy=false]').waitFor();
  return opened;
}

const keyOf = (purpose: 'confirm' | 'reset' | 'signin') =>
  town.deps.db.write((tx) => makeKey(tx, { purpose, accountId: lucie.accountId, now: town.deps.now() }));

async function openForum(): Promise<string> {
  const { deps, site } = town;
  const uid = deps.newId();
  await deps.db.write(async (tx) => {
    const common = { siteId: site.id, createdAt: deps.now() };
    const [space] = await tx
      .insert(tx.t.spaces)
      .values({ siteId: site.id, slug: 'place', name: 'La place', description: 'Tout ce qui s’y passe.', position: 0 })
      .returning({ id: tx.t.spaces.id });
    await tx
      .insert(tx.t.threads)
      .values({ ...common, uid, kind: 'discussion', spaceId: space!.id, title: 'Le marché du samedi', lastAt: deps.now() });
  });
  return uid;
}

/** A canned reply that decides; a decision of somebody else's, drawn to be read again. */
async function fillDesk() {
  const { call } = await deskOf(town, camille);
  await call('POST', 'canned-replies', {
    locale: 'fr',
    version: 0,
    title: 'Une personne est visée',
    body: 'Dites l’idée.',
    verdict: 'reject',
    rule: 1,
  });
  const { version, settings } = await call<SettingsWire>('GET', 'settings');
  await call('PUT', 'settings', { version, settings: { ...settings, secondReadings: 100 } });
  const asLucie = await elsewhere(town, lucie);
  await (
    await deskOf(town, await town.person('Denis Auger', 'moderator'))
  ).reject(await asLucie.post('bureau', 'Ce guignol-là.'), { rule: 1 });
  town.tell();
}

/** As the publisher's server would: one is closed, one read beforehand, one for subscribers. */
async function nameArticles() {
  const plain = { section: null, bylines: [], tags: [], publishedAt: null, closesAt: null, audience: null, moderation: null };
  const { deps, site, paper } = town;
  for (const [key, unusual] of Object.entries({
    ferme: { closesAt: new Date(deps.now().getTime() - 86_400_000) },
    avant: { moderation: 'before' as const },
    abonnes: { audience: 'subscribers' as const },
    pont: {},
  }))
    await setArticle(deps, site, key, { ...plain, title: `Le pont, ${key}`, url: `${paper.origin}/${key}`, ...unusual });
}

/** What takes time to change, or changes by itself: more than a frame of it. */
const moving = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        for (const part of [undefined, '::before', '::after', '::backdrop']) {
          const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element, part);
          const longest = Math.max(
            ...[transitionDuration, ...(animationName === 'none' ? [] : [animationDuration])].map(Number.parseFloat),
          );
          if (longest > 0.02 || scrollBehavior === 'smooth') found.push(`${element.localName}.${element.className}${part ?? ''}`);
        }
      }
    };
    look(document);
    return found;
  });

/** By which one could tell it from its neighbours. */
const looksOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { color, backgroundColor, borderBlockEnd, borderInlineStart, outline, fontWeight, textDecorationLine } =
        getComputedStyle(element);
      return { color, backgroundColor, borderBlockEnd, borderInlineStart, outline, fontWeight, textDecorationLine };
    });
