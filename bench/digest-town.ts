// Members who follow what is written, and who were told of it more than a week ago: all their digests are due.
import { copyFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { openSqlite } from '#server/db/sqlite.ts';
import { createBus } from '#server/events/bus.ts';
import { followOutbox } from '#server/follows/tell-followers.ts';
import { openCrowd, type Size } from './crowd.ts';

const DAY = 86_400_000;

/** Posts of which all members who watch their space are told: in the end, as many notices each. */
const TOLD = 10;

export type DigestTown = { thread: string; notices: number; told: number };

/** In `file`, for a service on `host`. Nothing is due until it is let go. `told`: notices a second. */
export async function buildDigestTown(file: string, { size, host }: { size: Size; host: string }): Promise<DigestTown> {
  const crowd = await openCrowd(size, host);
  copyFileSync(crowd.file, file);
  const db = new Sqlite(file);
  const spaces = db.prepare('select count(*) from spaces').pluck().get() as number;
  db.exec(`update accounts set email = email_key, email_confirmed_at = created_at;
    insert into follows (site_id, member_id, kind, target, level, chosen, at)
      select site_id, id, 'space', cast(1 + id % ${spaces} as text), 'watch', true, created_at from members;
    insert into follows (site_id, member_id, kind, target, level, chosen, at)
      select m.site_id, m.id, 'thread', cast(t.id as text), 'watch', true, m.created_at from members m
      join threads t on t.id % 500 = m.id % 500`);
  const posts = db
    .prepare(
      `select id from (select p.id, row_number() over (partition by t.space_id order by p.created_at desc) as place
        from posts p join threads t on t.id = p.thread_id where t.space_id is not null) where place <= ? order by id`,
    )
    .pluck()
    .all(TOLD) as number[];
  db.close();
  const told = await tell(file, posts);
  return { thread: crowd.thread, ...told };
}

/** As the service does, eight days ago. */
async function tell(file: string, posts: number[]) {
  const db = openSqlite(file, 'migrations/sqlite');
  const bus = createBus((error) => {
    throw error;
  });
  const at = new Date(Date.now() - 8 * DAY);
  const tellFollowers = followOutbox({ db, bus, now: () => at } as never)['post.followed']!;
  const began = performance.now();
  for (const post of posts) await tellFollowers({ post, at: at.getTime(), after: 0 } as never);
  const took = (performance.now() - began) / 1000;
  const notices = await db.read.$count(db.read.t.notifications);
  await db.close();
  const own = new Sqlite(file);
  // Half of them read theirs each day, half each week; what rings telephones has rung.
  own.exec(`update notice_settings set due_at = null, paces = case member_id % 2 when 0 then '{"followed":"weekly"}' else '{"followed":"daily"}' end;
    update notifications set pushed_at = created_at;
    delete from outbox`);
  own.close();
  return { notices, told: notices / took };
}

/** Until they are let go, one part of them after the other. */
export function holdBack(file: string) {
  const db = new Sqlite(file, { timeout: 5000 });
  const due = db.prepare('update notice_settings set due_at = ? where member_id % ? = ?');
  const left = db
    .prepare(
      `select (select count(*) from notice_settings where due_at is not null) + (select count(*) from outbox where kind = 'notice.mail')`,
    )
    .pluck();
  const sent = db.prepare(`select coalesce(sum(sent), 0) from mail_counts where kind = 'notice.mail'`).pluck();
  return {
    letGo: (part: number, of: number) => void due.run(Date.now(), of, part),
    left: () => left.get() as number,
    sent: () => sent.get() as number,
    close: () => void db.close(),
  };
}
