/** A post of an export, its body apart. */
export type Fact = { id: string; line: number; at: number; parent: string | null; spam: boolean; deleted: boolean };

export type Nested<F extends Fact> = {
  fact: F;
  parent: Nested<F> | null;
  depth: number;
  /** Deleted, kept as a place since replies hang on it. */
  tombstone: boolean;
};

export type Uprooted = { line: number; id: string; why: 'orphan' | 'cycle' };

/**
 * One article's posts as they will stand: in order of time, parents before their replies even where the clocks say
 * otherwise. Spam is gone, its replies hang on what it replied to; what was deleted is a place or gone.
 */
export function nest<F extends Fact>(facts: F[]): { nested: Nested<F>[]; dropped: F[]; uprooted: Uprooted[] } {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const { parentOf, uprooted } = parents(facts, byId);
  const kept = keep(facts, parentOf);
  return {
    nested: inOrder(kept, parentOf),
    dropped: facts.filter((fact) => !kept.has(fact)),
    uprooted: uprooted.filter(({ id }) => kept.has(byId.get(id)!)),
  };
}

/** Each post's parent, without spam, orphans and circles: those stand at the root. */
function parents<F extends Fact>(facts: F[], byId: Map<string, F>) {
  const parentOf = new Map<F, F | null>();
  const uprooted: Uprooted[] = [];
  const uproot = (fact: F, why: Uprooted['why']) => {
    parentOf.set(fact, null);
    uprooted.push({ line: fact.line, id: fact.id, why });
  };
  for (const fact of facts) {
    parentOf.set(fact, fact.parent === null ? null : (byId.get(fact.parent) ?? null));
    if (fact.parent !== null && !byId.has(fact.parent)) uproot(fact, 'orphan');
  }
  for (const circle of circles(facts, parentOf)) uproot(circle.toSorted(byTime)[0]!, 'cycle');
  for (const fact of facts) {
    let parent = parentOf.get(fact)!;
    while (parent?.spam) parent = parentOf.get(parent)!;
    parentOf.set(fact, parent);
  }
  return { parentOf, uprooted };
}

function circles<F extends Fact>(facts: F[], parentOf: Map<F, F | null>): F[][] {
  const seen = new Set<F>();
  const found: F[][] = [];
  for (const start of facts) {
    const walk = new Set<F>();
    let at: F | null = start;
    for (; at && !seen.has(at); at = parentOf.get(at)!) {
      seen.add(at);
      walk.add(at);
    }
    if (at && walk.has(at)) {
      const steps = [...walk];
      found.push(steps.slice(steps.indexOf(at)));
    }
  }
  return found;
}

/** What is published, and all it hangs on. */
function keep<F extends Fact>(facts: F[], parentOf: Map<F, F | null>): Set<F> {
  const kept = new Set<F>();
  for (const fact of facts) {
    if (fact.spam || fact.deleted) continue;
    for (let at: F | null = fact; at && !kept.has(at); at = parentOf.get(at)!) kept.add(at);
  }
  return kept;
}

function inOrder<F extends Fact>(kept: Set<F>, parentOf: Map<F, F | null>): Nested<F>[] {
  const children: Map<F | null, F[]> = Map.groupBy(kept, (fact) => parentOf.get(fact)!);
  // A reply is never placed before its parent: it counts as written with it, and stands behind it.
  const placed: { node: Nested<F>; at: number }[] = [];
  const place = (fact: F, above: { node: Nested<F>; at: number } | null) => {
    const node = { fact, parent: above?.node ?? null, depth: above ? above.node.depth + 1 : 0, tombstone: fact.deleted };
    placed.push({ node, at: Math.max(fact.at, above?.at ?? fact.at) });
  };
  for (const root of children.get(null) ?? []) place(root, null);
  for (let i = 0; i < placed.length; i++) for (const child of children.get(placed[i]!.node.fact) ?? []) place(child, placed[i]!);
  return placed
    .toSorted((a, b) => a.at - b.at || a.node.depth - b.node.depth || a.node.fact.line - b.node.fact.line)
    .map(({ node }) => node);
}

const byTime = (a: Fact, b: Fact) => a.at - b.at || a.line - b.line;
