// One quay at several hours, as telephones have it: in its own colours, whatever the page's.

type Hour = {
  sky: [string, string];
  water: string;
  wall: string;
  /** Where the river stands, from the top of the picture. */ level: number;
  lamps: boolean;
};

/** A row of houses, a wall, a lamp post, and the river against them. */
const quay = ({ sky, water, wall, level, lamps }: Hour) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800">
<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs>
<rect width="1200" height="800" fill="url(#sky)"/>${houses(lamps)}
<rect y="470" width="1200" height="330" fill="${wall}"/>${stones()}
<path d="M930 190h16v300h-16z" fill="#2c2b2a"/><circle cx="938" cy="176" r="26" fill="${lamps ? '#ffe6a3' : '#cfd4d3'}"/>
<path d="M0 ${level}q150-16 300 2t300-4 300 6 300-4V800H0z" fill="${water}" opacity=".92"/>
<path d="M40 ${level + 60}h210M420 ${level + 96}h260M820 ${level + 52}h220" stroke="#fff" stroke-opacity=".35" stroke-width="6"/></svg>`;

const houses = (lit: boolean) =>
  ['#d8b48f', '#c99c7c', '#e0c7a4', '#b98b74', '#d3bfa9']
    .map((front, i) => {
      const [x, top] = [i * 240, 150 + (i % 3) * 40];
      const windows = [0, 1, 2, 3].map((n) => {
        const pane = lit && (n + i) % 3 === 0 ? '#ffdf8a' : '#51606a';
        return `<rect x="${x + 40 + (n % 2) * 100}" y="${top + 60 + Math.floor(n / 2) * 110}" width="56" height="74" fill="${pane}"/>`;
      });
      return `<path d="M${x} ${top}l120-70 120 70z" fill="#6f4a3f"/><rect x="${x}" y="${top}" width="240" height="${480 - top}" fill="${front}"/>${windows.join('')}`;
    })
    .join('');

const stones = () =>
  Array.from({ length: 4 }, (_, row) => `<path d="M0 ${500 + row * 74}h1200" stroke="#000" stroke-opacity=".16" stroke-width="5"/>`).join(
    '',
  );

export const quayAtDawn = quay({ sky: ['#b9a6c9', '#f3c9a8'], water: '#7c6f63', wall: '#8d8378', level: 520, lamps: true });
export const quayAtNoon = quay({ sky: ['#9fc4de', '#e6eef0'], water: '#8a7a5f', wall: '#a3998c', level: 610, lamps: false });
export const quayAtNight = quay({ sky: ['#10182b', '#33415e'], water: '#262b33', wall: '#4b4a4d', level: 486, lamps: true });
export const quayInSummer = quay({ sky: ['#7fb8e6', '#d9ecf4'], water: '#4f8a8b', wall: '#b3a794', level: 716, lamps: false });
