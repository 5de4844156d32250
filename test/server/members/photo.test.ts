import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { PHOTO_BYTES } from '#server/members/photo.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;
const picture = (width = 600, height = 400) => sharp({ create: { width, height, channels: 3, background: '#c63' } });

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
  });

  const send = async (who: Person, bytes: Uint8Array | null) => {
    const body = new FormData();
    if (bytes) body.set('photo', new File([new Uint8Array(bytes)], 'moi.jpg'));
    else body.set('none', 'yes');
    return world.app.request(`${OWN}/account/photo`, { method: 'POST', headers: { host: HOST, accept: 'text/html', ...who.asPage }, body });
  };
  const photoOf = async (who: Person) => {
    const post = await who.post('Un mot.');
    return post.author!.photo ?? null;
  };
  const fetchPhoto = (url: string, headers: Record<string, string> = {}) => world.app.request(url, { headers: { host: HOST, ...headers } });

  test('a photo becomes upright, square and small, and forgets what the camera wrote into it', async () => {
    const jpeg = await picture()
      .jpeg()
      .withExif({ IFD0: { Artist: 'Ada Lovelace' }, IFD3: { GPSLatitude: '48/1 51/1 30/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(jpeg.toString('latin1')).toContain('Ada Lovelace');

    expect((await send(ada, jpeg)).headers.get('location')).toBe('/account/profile?done=photo');
    const url = (await photoOf(ada))!;
    const answer = await fetchPhoto(url, { origin: 'https://www.courrier.test' });
    const bytes = Buffer.from(await answer.arrayBuffer());

    expect(url).toMatch(new RegExp(`^${OWN}/photos/[\\da-f-]{36}$`));
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const { width, height, format, exif } = await sharp(bytes).metadata();
    expect({ width, height, format, exif }).toEqual({ width: 256, height: 256, format: 'webp', exif: undefined });
    expect(bytes.toString('latin1')).not.toContain('Ada Lovelace');
  });

  test('PNG, WebP and the first frame of a GIF will do; a new one has a new address, the old one is gone', async () => {
    const gif = await sharp(
      await Promise.all(
        ['#f00', '#00f'].map((background) =>
          sharp({ create: { width: 50, height: 50, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      ),
      {
        join: { animated: true },
      },
    )
      .gif()
      .toBuffer();
    const urls: string[] = [];
    for (const bytes of [await picture().png().toBuffer(), await picture().webp().toBuffer(), gif]) {
      expect((await send(ada, bytes)).status).toBe(303);
      urls.push((await photoOf(ada))!);
    }

    expect(new Set(urls).size).toBe(3);
    expect((await fetchPhoto(urls[0]!)).status).toBe(404);
    const last = Buffer.from(await (await fetchPhoto(urls[2]!)).arrayBuffer());
    const { dominant } = await sharp(last).stats();
    expect([dominant.r > 200, dominant.b < 60]).toEqual([true, true]);
    expect((await sharp(last).metadata()).pages ?? 1).toBe(1);

    await send(ada, null);
    expect(await photoOf(ada)).toBeNull();
    expect((await fetchPhoto(urls[2]!)).status).toBe(404);
  });

  test('what is no picture, too heavy, broken or a trap is refused beside its field, and changes nothing', async () => {
    await send(ada, await picture().png().toBuffer());
    const before = await photoOf(ada);
    const jpeg = await picture().jpeg().toBuffer();
    const bomb = await picture(9000, 5000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(PHOTO_BYTES);

    for (const [what, wrong] of Object.entries({
      svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
      pdf: Buffer.from('%PDF-1.7 rien'),
      words: Buffer.from('rien'),
      cut: jpeg.subarray(0, 300),
      heavy: Buffer.concat([jpeg, randomBytes(PHOTO_BYTES)]),
      bomb,
    })) {
      const answer = await send(ada, wrong);
      expect(answer.status, what).toBe(422);
      expect(await answer.text(), what).toContain('id="photo-err"');
    }
    expect((await send(ada, Buffer.alloc(2 * PHOTO_BYTES + 1))).status).toBe(413);

    expect(await photoOf(ada)).toBe(before);
  });

  test('a photo belongs to the site it was put on', async () => {
    await send(ada, await picture().png().toBuffer());
    const other = await world.addSite('ailleurs', 'ailleurs.test');

    const { pathname } = new URL((await photoOf(ada))!);

    expect((await world.app.request(`http://${other.host}${pathname}`, { headers: { host: other.host } })).status).toBe(404);
  });

  test('a moderator takes a photo off; nobody else does another’s', async () => {
    await send(ada, await picture().png().toBuffer());
    const [linus, camille] = [await world.person('linus'), await world.person('camille', 'moderator')];
    const takeOff = (who: Person) =>
      world.app.request(`${OWN}/members/${ada.member.uid}/photo/removal`, { method: 'POST', headers: { host: HOST, ...who.asPage } });

    expect((await takeOff(linus)).status).toBe(404);
    expect(await photoOf(ada)).not.toBeNull();
    expect((await takeOff(camille)).status).toBe(303);

    expect(await photoOf(ada)).toBeNull();
  });
});
