import type { PostWire } from '#server/posts/wire.ts';
import { Icon } from './Icon.tsx';
import { instead, type Scene } from './scene.ts';

/** What one says of a post without writing. Without JavaScript the form asks; one's own only shows what others said. */
export function Reactions({ scene: { state, context, on }, post }: { scene: Scene; post: PostWire }) {
  const { lang, home } = context;
  const { reactions } = state.site;
  const counts = post.reactions ?? {};
  const face = ({ key, glyph, ...words }: (typeof reactions)[number]) => (
    <>
      <Icon d={glyph} />
      <span class="word">{words[lang]}</span>
      {counts[key] && <data value={counts[key]}>{counts[key].toLocaleString(lang)}</data>}
    </>
  );
  if (post.own)
    return reactions.map((reaction) => {
      return (
        counts[reaction.key] && (
          <span key={reaction.key} class="act still">
            {face(reaction)}
          </span>
        )
      );
    });
  return (
    <form class="reactions" method="post" action={`${home}/p/${post.id}/reactions`} target="_top">
      {reactions.map((reaction) => {
        const { key } = reaction;
        const pressed = post.reacted?.includes(key) ?? false;
        return (
          <button
            key={key}
            class="act"
            name={pressed ? 'undo' : 'kind'}
            value={key}
            title={reaction[lang]}
            aria-pressed={pressed}
            onClick={instead(on && (() => on.react(post.id, key)))}
          >
            {face(reaction)}
          </button>
        );
      })}
    </form>
  );
}
