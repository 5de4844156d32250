import { randomUUID } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import type { Rate } from './load.ts';
import { textOf } from './words.ts';

/** The limit for writing: one row a transaction, each on disk before the next. */
export function bareInserts(file: string, seconds: number): Rate {
  const db = new Sqlite(file);
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec('create table if not exists posts (id integer primary key, uid text not null unique, source text not null, at integer not null)');
  const insert = db.prepare('insert into posts (uid, source, at) values (?, ?, ?)');
  const began = performance.now();
  let rows = 0;
  for (; performance.now() - began < seconds * 1000; rows++) insert.run(randomUUID(), textOf(rows), Date.now());
  const took = (performance.now() - began) / 1000;
  db.close();
  return { perSecond: rows / took };
}
