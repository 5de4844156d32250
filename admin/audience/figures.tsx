/** Beside a number in a table, how much of the largest it is. */
export const Bar = ({ value, of }: { value: number; of: number }) => (
  <td class="wide" aria-hidden="true">
    <div class="hbar" style={{ '--v': `${of === 0 ? 0 : (100 * value) / of}%` }} />
  </td>
);
