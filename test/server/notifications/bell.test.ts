import { expect, test } from 'vitest';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, OWN } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

test('the bell of our pages rings for its owner alone, and is silent again once all is read', async () => {
  const world = await createWorld('sqlite');
  const [ada, linus] = [await world.person('ada'), await world.person('linus')];
  const { connect } = await listen(world);
  const cookieOf = ({ asPage: { cookie } }: typeof ada) => ({ origin: OWN, cookie });
  const [hers, his, anyone] = [await connect(cookieOf(ada)), await connect(cookieOf(linus)), await connect({ origin: OWN })];
  expect([await hers.ask('me'), await his.ask('me'), await anyone.ask('me')]).toEqual([{ seq: 0 }, { seq: 0 }, { error: 'not_found' }]);
  const notices = () => hers.heard.filter(({ name }) => name === 'notice').map(({ data }) => data);

  const root = await ada.post('Les platanes ?');
  await linus.post('Ils restent.', { parent: root.id });
  await mailsOf(world);
  await until('the bell', async () => notices().length === 1);
  await world.app.request(`${OWN}/notifications/read`, {
    method: 'POST',
    headers: { host: new URL(OWN).host, 'content-type': 'application/x-www-form-urlencoded', ...ada.asPage },
    body: 'upTo=999',
  });
  await until('the bell again', async () => notices().length === 2);

  expect(notices()).toEqual([{ unread: 1 }, { unread: 0 }]);
  expect(his.heard.concat(anyone.heard).filter(({ name }) => name === 'notice')).toEqual([]);
});

test('an embed’s token opens no bell: it is a page’s, not one’s own', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const { connect } = await listen(world);
  const { authorization, origin } = ada.asEmbed;

  const embed = await connect({ origin }, authorization.slice('Bearer '.length));

  expect(await embed.ask('me')).toEqual({ error: 'not_found' });
});
