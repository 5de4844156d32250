const noon = (day: string) => new Date(`${day}T12:00:00Z`);
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** « Mardi 24 novembre », of YYYY-MM-DD. */
export const dayWords = (day: string, locale: string) =>
  capital(noon(day).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }));

/** « mar. 24 nov. » */
export const shortDay = (day: string, locale: string) =>
  noon(day).toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

/** « 24 nov. » */
export const dateWords = (day: string, locale: string) =>
  noon(day).toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** « lundi » */
export const weekdayOf = (day: string, locale: string) => noon(day).toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' });
