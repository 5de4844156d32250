// What the API sends of ideas. Types only.

export type IdeaState = 'open' | 'planned' | 'started' | 'done' | 'declined' | 'duplicate';

/** Of a thread: how many support what it proposes; `article`: what it became, as far as its site has confirmed it. */
export type IdeaWire = { state: IdeaState; votes: number; article?: { title: string; url: string } };

/** PUT /api/v1/ideas/:thread/state {state, word, article?, clientId} -> 200: the post that says why. */
export type TurnedWire = { post: string; state: IdeaState };
