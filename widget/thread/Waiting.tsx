/** In the thread's place, while there is none to show. */
export function Waiting() {
  return (
    <div class="waiting" aria-hidden="true">
      {[0, 1, 2].map((row) => (
        <div class="post" key={row}>
          <span class="ghost face" />
          <span class="ghost half" />
          <span class="ghost" />
        </div>
      ))}
    </div>
  );
}
