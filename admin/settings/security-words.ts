import type { PasskeyProblem, SecurityEntryWire } from '#server/security/wire.ts';
import type { DoorReason, TokenProblem } from '#server/sign-on/wire.ts';
import { sayDay } from '#widget/thread/dates.ts';
import type { WordKey, Words } from '../words.tsx';

/** Every event has its words: test/admin/security-words.test.ts. */
export const eventKey = (event: string) => `security.did.${event}` as WordKey;
export const sayEvent = (t: Words['t'], event: string) => t(eventKey(event));

/** « par un mot de passe · avec un code » */
export function sayFacts(words: Words, facts: SecurityEntryWire['facts']): string {
  const told = Object.entries(facts).filter(
    (fact): fact is [string, string | number] => fact[1] !== null && fact[1] !== '' && !ID.test(String(fact[1])),
  );
  return told.map(([name, value]) => sayFact(words.t, name, sayValue(words, name, value))).join(' · ');
}

const sayFact = (t: Words['t'], name: string, v: string) => (LABELS[name] ? t(LABELS[name], { v }) : t('security.fact', { name, v }));

/** What has a name besides tells nothing by its id. */
const ID = /^[\da-f]{8}-[\da-f-]{27}$/;

function sayValue({ t, locale, reader }: Words, name: string, value: string | number): string {
  if (name === 'problem') return t(PROBLEMS[value as TokenProblem]);
  if (name === 'reason') return isReason(value) ? t(REASONS[value]) : String(value); // of a person, as they typed it
  if (name === 'bytes') return Math.ceil(Number(value) / 1000).toLocaleString(locale, { style: 'unit', unit: 'kilobyte' });
  if (name === 'until') return sayDay(String(value), { t: reader, lang: locale, now: Date.now() });
  return String(value)
    .split(' ')
    .map((word) => (VALUES[word] ? t(VALUES[word]) : word))
    .join(' ');
}

const PROBLEMS: Record<TokenProblem, WordKey> = {
  malformed: 'security.why.malformed',
  issuer: 'security.why.issuer',
  algorithm: 'security.why.algorithm',
  signature: 'security.why.signature',
  key: 'security.why.key',
  audience: 'security.why.audience',
  subject: 'security.why.subject',
  expired: 'security.why.expired',
  too_long: 'security.why.too_long',
  too_early: 'security.why.too_early',
  spent: 'security.why.spent',
  elsewhere: 'security.why.elsewhere',
  staff: 'security.why.staff',
};

const REASONS: Record<DoorReason | PasskeyProblem, WordKey> = {
  unreachable: 'security.why.unreachable',
  denied: 'security.why.denied',
  stale: 'security.why.stale',
  refused: 'security.why.refused',
  staff: 'security.why.staff',
  old: 'security.why.old',
  another: 'security.why.another',
  unknown: 'security.why.unknown',
  signature: 'security.why.signature',
  replayed: 'security.why.replayed',
  counter: 'security.why.counter',
};

const isReason = (value: unknown): value is keyof typeof REASONS => Object.hasOwn(REASONS, String(value));

const LABELS: Record<string, WordKey> = {
  as: 'security.fact.as',
  by: 'security.fact.by',
  bytes: 'security.fact.bytes',
  count: 'security.fact.count',
  from: 'security.fact.from',
  host: 'security.fact.host',
  issuer: 'security.fact.issuer',
  key: 'security.fact.key',
  kind: 'security.fact.kind',
  left: 'security.fact.left',
  name: 'security.fact.name',
  origin: 'security.fact.origin',
  posts: 'security.fact.posts',
  problem: 'security.fact.reason',
  quota: 'security.fact.quota',
  reason: 'security.fact.reason',
  role: 'security.fact.role',
  scopes: 'security.fact.scopes',
  second: 'security.fact.second',
  sessions: 'security.fact.count',
  signs: 'security.fact.signs',
  spaces: 'security.fact.spaces',
  texts: 'security.fact.texts',
  to: 'security.fact.to',
  until: 'security.fact.until',
  url: 'security.fact.url',
  way: 'security.fact.by',
};

const VALUES: Record<string, WordKey> = {
  admin: 'role.admin',
  expert: 'role.expert',
  guest: 'role.guest',
  journalist: 'role.journalist',
  manager: 'role.manager',
  member: 'role.member',
  moderator: 'role.moderator',
  subscriber: 'role.subscriber',
  code: 'security.value.code',
  embed: 'security.value.embed',
  erase: 'security.value.erase',
  fast: 'security.value.fast',
  founding: 'security.value.founding',
  invitation: 'security.value.invitation',
  keep: 'security.value.keep',
  link: 'security.value.link',
  passkey: 'security.value.passkey',
  password: 'security.value.password',
  provider: 'security.value.provider',
  recovery: 'security.value.recovery',
  reset: 'security.value.reset',
  stale: 'security.value.stale',
  token: 'security.value.token',
  trap: 'security.value.trap',
};
