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
