import { expect, test } from 'vitest';
import { PLAYERS, playedAt } from '#server/previews/players.ts';

const ID = 'dQw4w9WgXcQ';
const YOUTUBE = `https://www.youtube-nocookie.com/embed/${ID}?autoplay=1`;

test.each([
  [`https://www.youtube.com/watch?v=${ID}`, YOUTUBE],
  [`http://youtube.com/watch?list=PL1&v=${ID}&t=90s`, `${YOUTUBE}&start=90`],
  [`https://m.youtube.com/watch?v=${ID}`, YOUTUBE],
  [`https://youtu.be/${ID}?si=abc`, YOUTUBE],
  [`https://www.youtube.com/shorts/${ID}`, YOUTUBE],
  ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1&autoplay=1'],
  ['https://vimeo.com/76979871/8272103f6e', 'https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=8272103f6e'],
  ['https://www.dailymotion.com/video/x84sh87', 'https://geo.dailymotion.com/player.html?video=x84sh87'],
  ['https://dai.ly/x84sh87', 'https://geo.dailymotion.com/player.html?video=x84sh87'],
  [
    'https://soundcloud.com/la-ville/sets/platanes?si=1',
    'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fla-ville%2Fsets%2Fplatanes&auto_play=true',
  ],
])('%s plays, from an origin that our pages let in', (address, src) => {
  expect(playedAt(address)!.src).toBe(src);
  expect(PLAYERS).toContain(new URL(src).origin);
});

test.each([
  `https://youtube.com.evil.example/watch?v=${ID}`,
  `https://evil-youtube.com/watch?v=${ID}`,
  `https://youtube.com@evil.example/watch?v=${ID}`,
  `https://user@youtube.com/watch?v=${ID}`,
  `https://user:word@youtu.be/${ID}`,
  `https://youtube.com:8443/watch?v=${ID}`,
  `https://evil.example/?https://youtube.com/watch?v=${ID}`,
  `https://www.youtube.com/watch?v=${ID.slice(1)}"`,
  `https://www.youtube.com/watch?v=${ID.slice(1)}%22`,
  `https://www.youtube.com/watch?v=${ID}/../../x`,
  `https://youtu.be/${ID}/x`,
  `https://youtu.be/%2e%2e%2f%2e%2e%2fx`,
  'https://www.youtube.com/watch?v=',
  'https://www.youtube.com/@laville',
  'https://www.youtube.com/redirect?q=https://evil.example',
  'https://vimeo.com/76979871"onload="x',
  'https://vimeo.com/76979871/zz',
  'https://vimeo.com/about',
  'https://www.dailymotion.com/video/x84sh87%22%3E',
  'https://soundcloud.com/la-ville/platanes%22&auto_play',
  'https://soundcloud.com/la-ville',
  `javascript://www.youtube.com/watch?v=${ID}`,
  `//youtu.be/${ID}`,
  'nothing',
])('%s plays nothing', (address) => {
  expect(playedAt(address)).toBeNull();
});

test('of an address only the time and the id get into the frame', () => {
  expect(playedAt(`https://www.youtube.com/watch?v=${ID}&t=1%26evil=1&autoplay=9&origin=x`)!.src).toBe(YOUTUBE);
});
