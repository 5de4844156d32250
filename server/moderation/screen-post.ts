import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Author } from '../http/who.ts';
import type { NudgeWire } from '../posts/wire.ts';
import { isNewsroom } from '../threads/policy.ts';
import { askExternal } from './ask-external.ts';
import { gatherDraft, type Written } from './gather-draft.ts';
import { nudgeOnce } from './nudge.ts';
import { screen, type Finding } from './screen.ts';

/**
 * All that is found in a text, before anything is written. Refuses `text_refused` where the site takes no such words, and
 * `nudged` the first time where it asks for a second thought.
 */
export async function screenPost(deps: Deps, actor: Author, written: Written): Promise<Finding[]> {
  if (isNewsroom(actor.member)) return [];
  const draft = await gatherDraft(deps, actor, written);
  const { site, name: place } = written.place;
  const { screening, source } = draft;
  const own = screen(draft);
  refuseWords(own);
  const asked = screening.external && screening.effects.external !== 'off' ? await askExternal(deps, site, draft) : null;
  const findings = asked ? screen(draft, [asked]) : own;
  await nudgeOnce(deps, { site, nudgeRule: screening.nudgeRule }, { memberId: actor.member.id, place, source, findings });
  return findings;
}

function refuseWords(findings: Finding[]) {
  const refused = findings.filter(({ effect }) => effect === 'refuse');
  if (refused.length === 0) return;
  const details: NudgeWire = { passages: refused.flatMap(({ evidence }) => evidence), rule: null };
  throw new Refusal('text_refused', { details });
}
