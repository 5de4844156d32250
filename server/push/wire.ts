// What a device is sent, and its worker reads (install/worker-script.ts). Types only.

export type PushWire = {
  title: string;
  body: string;
  /** One a thread: what comes later stands in the place of what came before. */
  tag: string;
  lang: string;
  icon: string;
  /** A path of ours. */
  url: string;
};
