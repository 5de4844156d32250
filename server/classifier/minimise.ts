/** The value at a point; writes its gradient there. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Steps and gradients remembered, enough for a curvature to show. */
const MEMORY = 8;
const MOST_STEPS = 400;
/** Of a step's promised descent, what it must keep. */
const SUFFICIENT = 1e-4;

/**
 * Where a smooth convex function is least, from nought: L-BFGS (Liu and Nocedal 1989), its step halved until it descends (Armijo).
 * Ends when no part of the gradient is above `tolerance`. The same numbers in, the same out, bit for bit.
 */
export function minimise(size: number, objective: Objective, tolerance: number): Float64Array {
  let point = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  const memory: Step[] = [];
  for (let steps = 0; steps < MOST_STEPS && largest(gradient) > tolerance; steps++) {
    const direction = newtonLike(gradient, memory);
    const next = descend(objective, { point, value, direction, slope: dot(gradient, direction), first: steps === 0 });
    if (!next) break;
    remember(memory, { moved: minus(next.point, point), turned: minus(next.gradient, gradient) });
    ({ point, value, gradient } = next);
  }
  return point;
}

type Step = { moved: Float64Array; turned: Float64Array };
type Line = { point: Float64Array; value: number; direction: Float64Array; slope: number; first: boolean };

/** The first gradient says where to go, not how far: a unit at most. Null where the numbers are too fine to descend further. */
function descend(objective: Objective, { point, value, direction, slope, first }: Line) {
  const gradient = new Float64Array(point.length);
  let length = first ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
  for (let halvings = 0; halvings < 40; halvings++, length /= 2) {
    const next = point.map((at, i) => at + length * direction[i]!);
    const reached = objective(next, gradient);
    if (reached <= value + SUFFICIENT * length * slope) return { point: next, value: reached, gradient };
  }
  return null;
}

/** A step along which the gradient did not rise says nothing about the curvature. */
function remember(memory: Step[], step: Step) {
  if (dot(step.moved, step.turned) <= 0) return;
  memory.push(step);
  if (memory.length > MEMORY) memory.shift();
}

/** Minus the gradient, by the curvature that the last steps showed: the two loops of L-BFGS. */
function newtonLike(gradient: Float64Array, memory: Step[]): Float64Array {
  const direction = gradient.map((part) => -part);
  const shares = memory.map(() => 0);
  for (let i = memory.length - 1; i >= 0; i--) {
    const { moved, turned } = memory[i]!;
    shares[i] = dot(moved, direction) / dot(moved, turned);
    add(direction, -shares[i]!, turned);
  }
  const last = memory.at(-1);
  if (last) scale(direction, dot(last.moved, last.turned) / dot(last.turned, last.turned));
  for (const [i, { moved, turned }] of memory.entries()) add(direction, shares[i]! - dot(turned, direction) / dot(moved, turned), moved);
  return direction;
}

const minus = (a: Float64Array, b: Float64Array) => a.map((part, i) => part - b[i]!);

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(to: Float64Array, times: number, what: Float64Array) {
  for (let i = 0; i < to.length; i++) to[i]! += times * what[i]!;
}

function scale(what: Float64Array, times: number) {
  for (let i = 0; i < what.length; i++) what[i]! *= times;
}

function largest(parts: Float64Array): number {
  let most = 0;
  for (const part of parts) most = Math.max(most, Math.abs(part));
  return most;
}
