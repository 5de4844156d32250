import type { VNode } from 'preact';
import { Said, type SaidProps } from './Said.tsx';
import { canReply } from './scene.ts';

const MINUTE = 60_000;
/** Drawings kept: more than a page holds. */
const KEPT = 300;

/** All that one post is drawn by. Ages are said in minutes. */
const drawnBy = ({ scene, branch }: SaidProps): unknown[] => {
  const { state, view, context, parts } = scene;
  const { composers, confirm, beside, playing, here } = view;
  const { viewer, thread } = state;
  const own = [branch.post, branch.send, branch.parent?.author?.name, canReply(scene)];
  return [...own, viewer, thread.live?.pinned?.id, composers, confirm, beside, playing, here, parts, Math.floor(context.now / MINUTE)];
};

/**
 * Posts that stand while others come: of a page that is drawn four times a second, most is as it was. Given the very same node
 * again, what redraws looks no further.
 */
export function keepStanding() {
  const kept = new Map<string, { by: unknown[]; node: VNode }>();

  return function stand(key: string, props: SaidProps): VNode {
    const by = drawnBy(props);
    const known = kept.get(key);
    if (known && by.every((one, i) => one === known.by[i])) return known.node;
    const node = <Said key={key} {...props} />;
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, { by, node });
    return node;
  };
}
