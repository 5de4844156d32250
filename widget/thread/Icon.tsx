/** One stroke on a 16 by 16 ground. Its meaning is always in words beside it, or on what holds it. */
export function Icon({ d }: { d: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
