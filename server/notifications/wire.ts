// What the live connection tells somebody of their own. Types only.

/** 'notice', to a member's room: how many of their notifications are unread. */
export type NoticeEvent = { unread: number };
