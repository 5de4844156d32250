import type { ScreeningForm } from './form.ts';

/** What each part of the screen is given: all that is typed, what the server says of it, how to change it. */
export type PartProps = { form: ScreeningForm; fields: Record<string, string>; put: (change: Partial<ScreeningForm>) => void };
