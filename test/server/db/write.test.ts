import { eq, sql } from 'drizzle-orm';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Database, Writer } from '#server/db/database.ts';
import { openSqlite } from '#server/db/sqlite.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { freshDatabase, onBothDatabases } from '../../support/database.ts';
import { openBalancer } from '../../support/nodes.ts';
import { until } from '../../support/until.ts';

const settings = {
  name: 'n',
  forumName: 'f',
  locale: 'fr' as const,
  moderation: 'after' as const,
  audience: 'members' as const,
  closeAfterDays: null,
  sections: [],
  editMinutes: 0,
  screening: { newcomerPosts: 0 },
};
const addSite = async (tx: Writer, key: string) =>
  void (await tx.insert(tx.t.sites).values({ key, host: key, settings, origins: [], createdAt: new Date() }));
const count = (db: Database) => db.read.$count(db.read.t.sites);

onBothDatabases((engine) => {
  let db: Database & { location: string };
  beforeEach(async () => {
    db = await freshDatabase(engine);
    onTestFinished(() => db.close());
  });

  test('a write that throws leaves nothing behind, and harms no other', async () => {
    const results = await Promise.allSettled([
      db.write((tx) => addSite(tx, 'one')),
      db.write(async (tx) => {
        await addSite(tx, 'two');
        throw new Error('no');
      }),
      db.write((tx) => addSite(tx, 'three')),
    ]);

    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await count(db)).toBe(2);
  });

  test('a reader sees nothing of a write that has not been acknowledged', async () => {
    let seen = -1;
    await db.write(async (tx) => {
      await addSite(tx, 'one');
      seen = await count(db);
    });

    expect(seen).toBe(0);
    expect(await count(db)).toBe(1);
  });

  test('a write inside a write is a bug, said at once', async () => {
    const nested = db.write(async () => {
      await db.write((tx) => addSite(tx, 'one'));
    });

    await expect(nested).rejects.toThrow('write() inside write()');
  });

  test('a taken key is known as such', async () => {
    await db.write((tx) => addSite(tx, 'one'));

    const error = await db.write((tx) => addSite(tx, 'one')).catch((reason: unknown) => reason);

    expect(db.engine.isTaken(error)).toBe(true);
    expect(db.engine.isTaken(new Error('other'))).toBe(false);
  });

  test('50 writers add to one number: none is lost', async () => {
    await db.write((tx) => addSite(tx, 'one'));
    const { sites } = db.read.t;
    const add = async (tx: Writer) => {
      const [row] = await tx.select({ lastCase: sites.lastCase }).from(sites).where(eq(sites.key, 'one'));
      await tx
        .update(sites)
        .set({ lastCase: row!.lastCase + 1 })
        .where(eq(sites.key, 'one'));
    };

    await Promise.all(Array.from({ length: 50 }, () => db.write(add, { lock: 'site:one' })));

    const [row] = await db.read.select({ lastCase: sites.lastCase }).from(sites);
    expect(row!.lastCase).toBe(50);
  });

  test('times come back to the millisecond', async () => {
    const at = new Date('2026-03-29T01:59:59.987Z');
    await db.write(async (tx) => void (await tx.insert(tx.t.sites).values({ key: 'k', host: 'h', settings, origins: [], createdAt: at })));

    const [row] = await db.read.select({ createdAt: db.read.t.sites.createdAt }).from(db.read.t.sites);
    expect(row!.createdAt).toEqual(at);
  });
});

describe('SQLite alone', () => {
  test('is durable: every commit reaches the disk before it is acknowledged', async () => {
    const db = await freshDatabase('sqlite');
    onTestFinished(() => db.close());

    const mode = await db.write((tx) =>
      tx
        .select({ mode: sql<number>`(select synchronous from pragma_synchronous)`.mapWith(Number) })
        .from(tx.t.sites)
        .rightJoin(sql`(select 1)`, sql`true`),
    );
    expect(mode).toMatchObject([{ mode: 2 }]);
  });

  test('another process that holds the pen is waited for, without stopping the clock', async () => {
    const db = await freshDatabase('sqlite');
    onTestFinished(() => db.close());
    const other = new Sqlite(db.location);
    other.exec('begin immediate');

    let settled = false;
    const write = db.write((tx) => addSite(tx, 'one')).finally(() => (settled = true));
    // The event loop turns while the writer waits: this very loop proves it.
    let turns = 0;
    await until('some turns of the event loop', () => ++turns > 5);
    expect(settled).toBe(false);
    other.exec('commit');
    other.close();

    await write;
    expect(await count(db)).toBe(1);
  });

  test('opening a second time migrates nothing and keeps everything', async () => {
    const db = await freshDatabase('sqlite');
    await db.write((tx) => addSite(tx, 'one'));

    const again = openSqlite(db.location, 'migrations/sqlite');

    expect(await count(again)).toBe(1);
    await again.close();
    await db.close();
  });
});

describe('Postgres alone', () => {
  test('one that does not answer is known as away, whatever was asked of it; whatever else does not answer is not it', async () => {
    const { location, close } = await freshDatabase('postgres');
    onTestFinished(close);
    let ways = [{ port: Number(new URL(location).port) }];
    const way = await openBalancer(() => ways);
    const db = await openPostgres(location.replace(/:\d+\//, `:${new URL(way.url).port}/`), 'migrations/postgres', 2);
    onTestFinished(db.close);
    const asked = () => [count(db), db.write((tx) => addSite(tx, 'one')), db.write((tx) => addSite(tx, 'one'), { lock: 'site:one' })];
    await db.write((tx) => addSite(tx, 'two'), { lock: 'site:two' });

    ways = [];
    const cut = await Promise.allSettled([
      db.write(async (tx) => {
        await addSite(tx, 'three');
        await way.close();
        await addSite(tx, 'four');
      }),
    ]);
    const refused = await Promise.allSettled(asked());
    const elsewhere = await fetch(way.url).catch((reason: unknown) => reason);

    expect([...cut, ...refused].map((one) => one.status === 'rejected' && db.engine.isAway(one.reason))).toEqual([true, true, true, true]);
    expect((elsewhere as Error).cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(db.engine.isAway(elsewhere)).toBe(false);
  });

  test('a node that vanished without a word is known as gone within a minute, and its locks with it', async () => {
    const db = await freshDatabase('postgres');
    onTestFinished(() => db.close());
    const setting = (name: string) => sql<number>`(select setting::int from pg_settings where name = ${name})`.mapWith(Number);

    const [row] = await db.write(async (tx) => {
      await addSite(tx, 'one');
      const [idle, between, times, unheard] = ['keepalives_idle', 'keepalives_interval', 'keepalives_count', 'user_timeout'].map((name) =>
        setting(`tcp_${name}`),
      );
      return tx.select({ silent: sql`${idle} + ${between} * ${times}`.mapWith(Number), unheard: unheard! }).from(tx.t.sites);
    });

    expect(row!.silent).toBeGreaterThan(0);
    expect(row!.silent).toBeLessThanOrEqual(60);
    expect(row!.unheard).toBeGreaterThan(0);
    expect(row!.unheard).toBeLessThanOrEqual(60_000);
  });
});

test('Postgres: two nodes may start at once, one migrates', async () => {
  const db = await freshDatabase('postgres');
  onTestFinished(() => db.close());

  const nodes = await Promise.all([
    openPostgres(db.location, 'migrations/postgres', 2),
    openPostgres(db.location, 'migrations/postgres', 2),
  ]);

  expect(await count(nodes[0]!)).toBe(0);
  await Promise.all(nodes.map((node) => node.close()));
});
