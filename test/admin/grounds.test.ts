import { describe, expect, test } from 'vitest';
import { becauseOf, filterGrounds, groundFacts, groundOf, likelyRule, ofCharter, ofLaw } from '#admin/queue/grounds/grounds.ts';
import type { CaseDetail } from '#server/cases/wire.ts';
import { caseDetail } from './cases.ts';

const titles = ['Discuter les idées, pas les personnes', 'Haine, discrimination', 'Vie privée', 'Sans rien vendre'];
const rules = titles.map((title, i) => ({
  number: i + 1,
  title,
  url: '',
}));
const law = ofLaw([{ id: 'hate', label: 'Haine', what: '', article: 'loi de 1881, art. 24', url: null, anonymous: false }]);

test('a rule is found by its number or by its words, the law by its article too', () => {
  const all = [...ofCharter(rules), ...law];
  const found = (typed: string) => filterGrounds(all, typed).map(({ key }) => key);

  expect(found('2')).toEqual(['2']);
  expect(found('privee')).toEqual(['3']);
  expect(found('haine')).toEqual(['2', 'hate']);
  expect(found('1881')).toEqual(['hate']);
  expect(filterGrounds(all, '')).toBe(all);
});

test('a decision names the rule or the law, and what is said of it too', () => {
  expect(becauseOf('4')).toEqual({ rule: 4 });
  expect(becauseOf('hate')).toEqual({ legalGround: 'hate' });
  expect(groundOf({ rule: null, legalGround: 'hate' })).toBe('hate');
  expect(groundFacts('4')).toEqual({ rule: 4, law: 'no' });
  expect(groundFacts('hate')).toEqual({ rule: 0, law: 'yes' });
  expect(groundFacts(null)).toEqual({ rule: 0, law: 'no' });
});

describe('the rule that is probably broken is', () => {
  test('the one that readers named most', () => {
    expect(likely({ reported: [report(1), report(3), report(3), report(null)], reasons: ['links'] })).toBe('3');
  });

  test('else the one by which the team took like texts, whatever its number was', () => {
    expect(likely({ like: [like('Vie privée'), like('Vie privée'), like('Une règle d’alors')], reasons: ['links'] })).toBe('3');
  });

  test('else the one that speaks of what was found', () => {
    expect(likely({ reasons: ['newcomer', 'links'] })).toBe('4');
    expect(likely({ reasons: ['personal_data'] })).toBe('3');
    expect(likely({ reasons: ['toxicity'] })).toBe('1');
    expect(
      likelyRule(
        [
          { ...rules[0]!, title: 'Ne mettre personne en danger' },
          { ...rules[0]!, number: 2 },
        ],
        caseDetail('c', { reasons: ['toxicity'] }),
      ),
    ).toBe('2');
  });

  test('none, where nothing points to one in force', () => {
    expect(likely({ reported: [report(null), report(9)], reasons: ['newcomer'] })).toBe(null);
  });
});

const likely = (facts: Pick<Partial<CaseDetail>, 'reported' | 'like' | 'reasons'>) => likelyRule(rules, caseDetail('c', facts));
const report = (rule: number | null) => ({ id: 'r', at: '', reporter: { id: 'm', name: 'Ada' }, rule, note: '', revision: 1 });

function like(title: string): CaseDetail['like'][number] {
  const by = { id: 'm', name: 'Ada' };
  const decision = { id: 'd', at: '', by, verdict: 'reject' as const, note: '', revision: 1, tellAt: null };
  const rule = { number: 7, title, url: '' };
  return {
    case: 'l',
    number: 2,
    excerpt: '',
    same: null,
    decision: { ...decision, rule, legalGround: null, undone: false, undoes: null, measures: [] },
  };
}
