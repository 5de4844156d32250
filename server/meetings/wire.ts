// What the API sends of events. Types only.

/** `waiting`: for a seat. Who came by without a word counts as `yes`. */
export type Answer = 'yes' | 'maybe' | 'no' | 'waiting';
