import { rareWords } from './context.ts';
import { Item } from './Item.tsx';
import type { Scene } from './scene.ts';
import type { Branch } from './tree.ts';

export type SaidProps = { scene: Scene; branch: Branch };

/** A post of a live night: a host's says so. */
export const Said = ({ scene, branch }: SaidProps) => <Item scene={scene} branch={named(branch, scene)} level={0} />;

function named({ post, ...branch }: Branch, { context }: Scene): Branch {
  if (!post.host || !post.author) return { post, ...branch };
  return { ...branch, post: { ...post, author: { ...post.author, badges: [rareWords(context)('live.host')] } } };
}
