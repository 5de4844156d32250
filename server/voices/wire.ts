// What the API sends of voices. Types only: the widget and the desk import them.

/** One that whoever asks may speak for. */
export type VoiceWire = { id: string; name: string };

/**
 * GET /api/v1/voices -> VoicesWire. POST /api/v1/voices VoiceInput -> 201, PUT /api/v1/voices/:id VoiceInput -> 200, VoicesWire.
 * `hands`: who speaks for it, beside managers and admins. `secondEyes`: what it says is read by somebody else before.
 */
export type VoiceInput = { name: string; title: string; secondEyes: boolean; retired: boolean; hands: string[] };
export type DeskVoice = Omit<VoiceInput, 'hands'> & { id: string; hands: { id: string; name: string }[]; posts: number };
/** `staff`: who could be given one. */
export type VoicesWire = { voices: DeskVoice[]; staff: { id: string; name: string }[] };
