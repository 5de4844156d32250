/** The three that readers of feeds speak, by the ending of their address. */
export const FEED_FORMATS = {
  atom: { name: 'Atom', type: 'application/atom+xml' },
  rss: { name: 'RSS', type: 'application/rss+xml' },
  json: { name: 'JSON Feed', type: 'application/feed+json' },
} as const;
export type FeedFormat = keyof typeof FEED_FORMATS;
