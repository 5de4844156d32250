/** Says what was done, politely; takes no focus. Its time is its animation's, which stops under the pointer. */
export function Toast({ text, onDone }: { text: string; onDone: () => void }) {
  return (
    <output class="toasts">
      {text && (
        <span class="toast" key={text} onAnimationEnd={onDone}>
          {text}
        </span>
      )}
    </output>
  );
}
