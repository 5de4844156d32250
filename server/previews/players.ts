// What plays in a frame once a reader asks for it: these hosts, and no other. What each of them takes, by its own documentation.

/** `src`: of the frame; `facts`: where the host says what it is (oEmbed). */
export type Played = { name: string; src: string; facts: string };
type Host = {
  name: string;
  hosts: string[];
  /** The frame's address by that of a page; null where the page plays nothing. */
  src(page: URL): string | null;
  oembed: string;
};

const HOSTS: Host[] = [
  {
    name: 'YouTube',
    hosts: ['youtube.com', 'm.youtube.com', 'youtu.be'],
    src({ hostname, pathname, searchParams }) {
      const short = hostname === 'youtu.be' ? pathname.slice(1) : /^\/(?:shorts|live)\/([^/]*)$/.exec(pathname)?.[1];
      const id = pathname === '/watch' ? searchParams.get('v') : short;
      const [, start] = /^(\d{1,5})s?$/.exec(searchParams.get('t') ?? '') ?? [];
      return /^[\w-]{11}$/.test(id ?? '')
        ? `https://www.youtube-nocookie.com/embed/${id}?autoplay=1${start ? `&start=${start}` : ''}`
        : null;
    },
    oembed: 'https://www.youtube.com/oembed?format=json&url=',
  },
  {
    name: 'Vimeo',
    hosts: ['vimeo.com'],
    src({ pathname }) {
      // The second part opens what is not listed.
      const [, id, unlisted] = /^\/(\d{1,12})(?:\/([\da-f]{6,20}))?$/.exec(pathname) ?? [];
      return id ? `https://player.vimeo.com/video/${id}?dnt=1&autoplay=1${unlisted ? `&h=${unlisted}` : ''}` : null;
    },
    oembed: 'https://vimeo.com/api/oembed.json?url=',
  },
  {
    name: 'Dailymotion',
    hosts: ['dailymotion.com', 'dai.ly'],
    src({ hostname, pathname }) {
      const [, id] = (hostname === 'dai.ly' ? /^\/([a-z\d]{5,12})$/i : /^\/video\/([a-z\d]{5,12})$/i).exec(pathname) ?? [];
      return id ? `https://geo.dailymotion.com/player.html?video=${id}` : null;
    },
    oembed: 'https://www.dailymotion.com/services/oembed?format=json&url=',
  },
  {
    name: 'SoundCloud',
    hosts: ['soundcloud.com', 'm.soundcloud.com'],
    src({ pathname }) {
      const track = /^\/[\w-]{1,60}\/(?:sets\/)?[\w-]{1,120}$/.test(pathname) && `https://soundcloud.com${pathname}`;
      return track ? `https://w.soundcloud.com/player/?url=${encodeURIComponent(track)}&auto_play=true` : null;
    },
    oembed: 'https://soundcloud.com/oembed?format=json&url=',
  },
];

/** What our own pages may show in a frame. */
export const PLAYERS = [
  'https://www.youtube-nocookie.com',
  'https://player.vimeo.com',
  'https://geo.dailymotion.com',
  'https://w.soundcloud.com',
];

/** What an address plays; null where it is none of a known host's. Host and id are taken apart and put together anew: nothing else gets through. */
export function playedAt(address: string): Played | null {
  const page = URL.parse(address);
  if (!page || !/^https?:$/.test(page.protocol) || page.username || page.password || page.port) return null;
  const named = page.hostname.replace(/^www\./, '');
  const host = HOSTS.find(({ hosts }) => hosts.includes(named));
  page.hostname = named;
  const src = host?.src(page);
  return host && src ? { name: host.name, src, facts: `${host.oembed}${encodeURIComponent(address)}` } : null;
}
