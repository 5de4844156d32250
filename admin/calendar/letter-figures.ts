/** What is told of a letter that left, in their order. */
export const LETTER_FIGURES = ['wanted', 'sent', 'waiting', 'refused', 'stopped', 'visits', 'posts', 'follows'] as const;
