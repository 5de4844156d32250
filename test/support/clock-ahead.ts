// Loaded before the product: its clock, and its threads', are ahead of everybody else's.
const ahead = Number(process.env.CLOCK_AHEAD_MS);
const real = Date;
const now = () => real.now() + ahead;

globalThis.Date = new Proxy(real, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made) as Date,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
