import { expect, test } from 'vitest';
import { keepRhythm } from '#server/planning/rhythm.ts';
import type { RhythmWire } from '#server/planning/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';

const HOUR = 3_600_000;

onBothDatabases((engine) => {
  test('CM-02: good hours are read from what readers wrote, by the clocks of the site: kept, and equal to a count', async () => {
    const world = await createWorld(engine);
    const [ada, maud] = [await world.person('ada'), await world.person('maud', 'manager')];
    for (let week = 0; week < 2; week++) {
      await ada.post(`Dimanche, ${week}.`); // 14 h 00 in Paris
      world.pass(HOUR);
      await ada.post(`Une heure après, ${week}.`);
      world.pass(7 * 24 * HOUR - HOUR);
    }
    // A new site's eight weeks are caught up with by and by.
    for (let run = 0; run < 30; run++) await keepRhythm(world.deps);

    const { body } = await maud.desk<RhythmWire>('GET', '/api/v1/calendar/rhythm');

    expect(body).toMatchObject({ n: 4, weeks: 8 });
    expect([body.hours[6 * 24 + 14], body.hours[6 * 24 + 15]]).toEqual([2, 2]);
    const { siteHours } = world.db.read.t;
    const kept = await world.db.read.$count(siteHours);
    await keepRhythm(world.deps);
    expect(await world.db.read.$count(siteHours)).toBe(kept);
  });
});
