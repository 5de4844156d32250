// CM-39: what is on this evening, on the front page and in a publisher's.
import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { HOUR, openAgora, type Agora } from '../../support/meetings.ts';

onBothDatabases((engine) => {
  let town: Agora;
  beforeEach(async () => void (town = await openAgora(engine)));
  const embed = async (query = '') => (await town.request('GET', `/embed/programme?site=courrier${query}`)).text;
  const home = async () => (await town.request('GET', '/')).text;

  test('the front page and the element name it with its hour and its place; neither has a box where nothing is on', async () => {
    expect(await embed()).toContain('hidden');
    expect(await home()).not.toContain('Au programme');

    await town.announce({ startsAt: '2026-11-22T18:00:00Z', endsAt: '2026-11-22T20:00:00Z' }, 'La une, faite avec vous');

    expect(await embed()).toMatch(/Au programme ce soir[\s\S]*19:00[\s\S]*La une, faite avec vous[\s\S]*Halle Saint-Jean/);
    expect(await embed()).not.toContain('hidden');
    expect(await embed('&lang=en')).toContain('On tonight');
    expect(await home()).toContain('La une, faite avec vous');
    town.pass(8 * HOUR);
    expect(await embed()).toContain('hidden');
  });

  test('what begins before the evening is on today', async () => {
    await town.announce({ startsAt: '2026-11-22T14:00:00Z', endsAt: '2026-11-22T15:00:00Z' });

    expect(await embed()).toContain('Au programme aujourd’hui');
  });

  test('a title is text', async () => {
    await town.announce({ startsAt: '2026-11-22T18:00:00Z', endsAt: '2026-11-22T20:00:00Z' }, 'Débat <img src=x onerror=alert(1)>');

    expect(await embed()).not.toContain('<img');
  });
});
