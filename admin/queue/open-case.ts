// The case that is open: what its reader has seen, what is newer, and where the decision stands. Pure.
import type { CaseDetail, DecisionInput } from '#server/cases/wire.ts';
import type { ApiError } from '../api.ts';
import type { CaseChange } from './changes.ts';
import { changesBetween, revisionOf } from './changes.ts';

export type OpenCase = {
  id: string;
  /** What is on the screen, and what a decision names. */
  seen: CaseDetail | null;
  /** Newer, with another text: it waits until its reader asks for it. */
  newer: CaseDetail | null;
  changes: CaseChange[];
  /** A decision was refused because of these changes. */
  refused: boolean;
  sending: DecisionInput['verdict'] | null;
  failure: CaseFailure | null;
};

export type Choice = Omit<DecisionInput, 'version' | 'revision'>;

/** What did not work: a decision, or (no choice) a reading. */
export type CaseFailure = { error: ApiError; choice: Choice | null };

export type OpenCaseAction =
  | { type: 'open'; id: string; known: CaseDetail | null }
  | { type: 'read'; detail: CaseDetail }
  | { type: 'show newer' }
  | { type: 'send'; verdict: DecisionInput['verdict'] }
  | { type: 'conflict'; id: string; current: CaseDetail }
  | ({ type: 'fail'; id: string } & CaseFailure);

export function startCase(id: string, known: CaseDetail | null): OpenCase {
  return { id, seen: known, newer: null, changes: [], refused: false, sending: null, failure: null };
}

export function reduceCase(open: OpenCase | null, action: OpenCaseAction): OpenCase | null {
  if (action.type === 'open') return startCase(action.id, action.known);
  if (!open) return null;
  switch (action.type) {
    case 'read':
      return action.detail.id === open.id && !open.sending ? readAgain(open, action.detail) : open;
    case 'show newer':
      return open.newer ? { ...open, seen: open.newer, newer: null } : open;
    case 'send':
      return { ...open, sending: action.verdict, failure: null };
    case 'conflict':
      return action.id === open.id ? meetConflict(open, action.current) : open;
    case 'fail':
      return action.id === open.id ? { ...open, sending: null, failure: { error: action.error, choice: action.choice } } : open;
  }
}

/** May this be decided as it stands on the screen? What was taken can be given back once it is decided. */
export function canDecide(open: OpenCase | null): open is OpenCase & { seen: CaseDetail } {
  return (open?.seen?.state === 'open' || open?.seen?.can.includes('restore') === true) && !open.sending;
}

/** The text never changes under the eye: a newer one waits. All else comes in place, and is said. */
function readAgain(open: OpenCase, detail: CaseDetail): OpenCase {
  if (!open.seen) return { ...open, seen: detail, failure: null };
  if (detail.version < (open.newer ?? open.seen).version) return open;
  const changes = detail.version > open.seen.version ? changesBetween(open.seen, detail) : open.changes;
  const refused = open.refused && detail.version === open.seen.version;
  if (revisionOf(detail) > revisionOf(open.seen)) return { ...open, newer: detail, changes, refused, failure: null };
  return { ...open, seen: detail, newer: null, changes, refused, failure: null };
}

function meetConflict(open: OpenCase, current: CaseDetail): OpenCase {
  const changes = open.seen ? changesBetween(open.seen, current) : [];
  return { ...open, seen: current, newer: null, changes, refused: true, sending: null, failure: null };
}
