import { findingOf } from '../../classifier/finding.ts';
import { HEADS } from '../../classifier/model.ts';
import type { Phase } from '../screen.ts';

/** What the model that lives here says: it ranks, and holds from the score on that the site sets. */
export const classifier: Phase = ({ score, screening: { classifier: set } }) =>
  score && set.on ? HEADS.flatMap((head) => findingOf(head, score, { sortFrom: set.rankFrom, holdFrom: set.holdFrom }) ?? []) : null;
