// Why something is taken: a rule of the charter, or the law. Pure.
import type { CaseDetail, DecisionInput, DecisionWire, ReportWire } from '#server/cases/wire.ts';
import type { LegalGroundWire } from '#server/notices/wire.ts';
import type { HeldReason } from '#server/posts/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';

/** `key`: a rule's number, or the law's id, which is a word. `article`: as lawyers cite it; empty for a rule. */
export type Ground = { key: string; title: string; article: string };

/** What takes a post away. */
export type Taking = 'reject' | 'hide' | 'ask_edit';

export const ofCharter = (rules: RuleWire[]): Ground[] => rules.map(({ number, title }) => ({ key: String(number), title, article: '' }));
export const ofLaw = (grounds: LegalGroundWire[]): Ground[] =>
  grounds.map(({ id, label, article }) => ({ key: id, title: label, article }));

export const isRule = (key: string) => /^\d+$/.test(key);

/** As a decision names it. */
export const becauseOf = (key: string): Pick<DecisionInput, 'rule' | 'legalGround'> =>
  isRule(key) ? { rule: Number(key) } : { legalGround: key };

/** For the messages that name it: « , règle 4 », « , la loi », or nothing. */
export const groundFacts = (key: string | null) => ({
  rule: key !== null && isRule(key) ? Number(key) : 0,
  law: key !== null && !isRule(key) ? 'yes' : 'no',
});

export const groundOf = ({ rule, legalGround }: Pick<DecisionWire, 'rule' | 'legalGround'>) => (rule ? String(rule.number) : legalGround);

/** How often the readers who reported it named each rule. */
export function citations(reports: ReportWire[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of reports) if (rule !== null) counts.set(String(rule), (counts.get(String(rule)) ?? 0) + 1);
  return counts;
}

/**
 * The rule that is probably broken: the one that most readers named, else that the team named most on like cases, else that
 * speaks of what was found. null where nothing points to one.
 */
export function likelyRule(
  rules: RuleWire[],
  { reported, like, reasons }: Pick<CaseDetail, 'reported' | 'like' | 'reasons'>,
): string | null {
  const named = citations(reported);
  const used = like.flatMap(({ decision }) => decision.rule?.title ?? []);
  const subject = reasons.map((reason) => SUBJECTS[reason]).find(Boolean);
  const found =
    mostOf(rules, ({ number }) => named.get(String(number)) ?? 0) ??
    mostOf(rules, ({ title }) => used.filter((one) => one === title).length) ??
    rules.find(({ title }) => subject?.test(fold(title)));
  return found ? String(found.number) : null;
}

/** What rules about such findings usually speak of, in either language. */
const PEOPLE = /\b(les personnes|insult|injur|respect|courtois|people|polite|civil)/;
const TRADE = /\b(vend|pub|promo|sujet|spam|sell|advert|subject|topic)/;
const SUBJECTS: Partial<Record<HeldReason, RegExp>> = {
  banned_word: PEOPLE,
  suspect_word: PEOPLE,
  heated: PEOPLE,
  toxicity: PEOPLE,
  personal_data: /\b(prive|personnelles|private|privacy|personal)/,
  links: TRADE,
  spam: TRADE,
  repeat: TRADE,
  near_repeat: TRADE,
  flood: TRADE,
  quotes_removed: PEOPLE,
};

function mostOf(rules: RuleWire[], count: (rule: RuleWire) => number): RuleWire | undefined {
  return rules.filter((rule) => count(rule) > 0).toSorted((a, b) => count(b) - count(a))[0];
}

/** By number where a number is typed, else by the words of the title and of the law. */
export function filterGrounds(grounds: Ground[], typed: string): Ground[] {
  const wanted = fold(typed.trim());
  if (!wanted) return grounds;
  const numbered = grounds.filter(({ key }) => isRule(key) && key.startsWith(wanted));
  if (numbered.length > 0) return numbered;
  return grounds.filter(({ title, article }) => fold(`${title} ${article}`).includes(wanted));
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
