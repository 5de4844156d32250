/** Asking for storage may throw where a browser forbids it. */
export const localStorageOf = () => storageOf('localStorage');
export const sessionStorageOf = () => storageOf('sessionStorage');

export function remember(storage: Storage | null, key: string, value: string) {
  try {
    storage?.setItem(key, value);
  } catch {
    // Full or forbidden: one signs in again next time.
  }
}

function storageOf(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[kind];
  } catch {
    return null;
  }
}

/** Where a guest's browser keeps what their mail's link will prove; guests.ts is fetched only where there is some. */
export const guestKey = (origin: string) => `terrasse:guest:${origin}`;
