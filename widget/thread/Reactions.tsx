import type { PostWire } from '#server/posts/wire.ts';
import type { ReactionWire } from '#server/reactions/wire.ts';
import { Icon } from './Icon.tsx';
import { instead, type Scene } from './scene.ts';

/** What one says of a post without writing. Without JavaScript the form asks; one's own only shows what others said. */
export function Reactions({ scene: { state, context, on }, post }: { scene: Scene; post: PostWire }) {
  const { lang, home } = context;
  const { reactions } = state.site;
  const countOf = (key: string) => post.reactions?.[key] ?? 0;
  const face = ({ key, glyph, ...words }: ReactionWire) => (
    <>
      <Icon d={glyph} />
      <span class="word">{words[lang]}</span> {countOf(key) > 0 && <data value={countOf(key)}>{countOf(key).toLocaleString(lang)}</data>}
    </>
  );
  if (post.own)
    return reactions
      .filter(({ key }) => countOf(key) > 0)
      .map((reaction) => (
        <span key={reaction.key} class="act still">
          {face(reaction)}
        </span>
      ));
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
