const made = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one takes fifty times as long as using it, and there are no more than languages, shapes and time zones in use. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([locale, options]);
  const format = made.get(name) ?? new Intl.DateTimeFormat(locale, options);
  made.set(name, format);
  return format;
}
