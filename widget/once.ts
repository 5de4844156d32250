/** What is fetched when it is first asked for. What did not come is fetched at the next asking; `begun` is null until one began. */
export function once<T>(fetch: () => Promise<T>): (() => Promise<T>) & { begun: () => Promise<T> | null } {
  let coming: Promise<T> | null = null;
  const get = () =>
    (coming ??= fetch().catch((error: unknown) => {
      coming = null;
      throw error;
    }));
  return Object.assign(get, { begun: () => coming });
}

/** What is asked of a part before it came is done once it is there, and once: who sees nothing happen asks again. What is near, at once. */
export const later = <Near extends object, Far extends object>(
  near: Near,
  get: () => Promise<{ on: Far }>,
  failed: (name: keyof Far) => void,
) => {
  let last = '';
  return new Proxy(near as Near & Far, {
    get: (_, name) =>
      near[name as keyof Near] ??
      ((...args: never[]) => {
        const asked = String([name, args]);
        if (asked === last) return;
        last = asked;
        void get()
          .then(
            ({ on }) => (on[name as keyof Far] as (...args: never[]) => void)(...args),
            () => failed(name as keyof Far),
          )
          .then(() => (last = ''));
      }),
  });
};
