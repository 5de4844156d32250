/** More is a cast: readers would not know who is who. */
export const MOST_VOICES = 20;
/** Of one voice. */
export const MOST_HANDS = 50;
