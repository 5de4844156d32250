// As a telephone would have it: in its own colours, whatever the page's. What readers send is no drawing of the newspaper's.

/** Bricks of a cellar, wet to two heights, a folding rule against them, a bucket. */
export const cellarWall = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800">
<defs><linearGradient id="lamp" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff3d6" stop-opacity=".55"/><stop offset="1" stop-color="#1d1712" stop-opacity=".55"/></linearGradient></defs>
<rect width="1200" height="800" fill="#b9825f"/>${bricks()}
<rect y="430" width="1200" height="370" fill="#4d3a2c" opacity=".34"/><path d="M0 430q150-14 300 2t300-4 300 6 300-4v8q-150 10-300-2t-300 4-300-6-300 4z" fill="#e6dccb" opacity=".75"/>
<rect y="560" width="1200" height="240" fill="#33271e" opacity=".42"/><path d="M0 560q200 10 400-2t400 6 400-4v9q-200 8-400-3t-400 4-400-2z" fill="#d9cdb8" opacity=".8"/>
<rect y="706" width="1200" height="94" fill="#6c6259"/><path d="M0 706h1200v10H0z" fill="#463d36"/>
<g transform="translate(540 300)"><rect width="46" height="412" fill="#e7c65a"/>${marks()}</g>
<g transform="translate(820 560)"><path d="M0 0h190l-24 168H24z" fill="#2f6f86"/><ellipse cx="95" rx="95" ry="24" fill="#24576a"/><ellipse cx="95" cy="4" rx="80" ry="17" fill="#7a6a55"/><path d="M4-2q91-150 182 0" fill="none" stroke="#ccd2d4" stroke-width="7"/></g>
<g transform="translate(120 90)"><rect width="240" height="130" rx="6" fill="#3b3230"/><rect x="14" y="14" width="212" height="102" fill="#bcd3dd"/><path d="M14 92q60-30 106-10t106-18v52H14z" fill="#6f8a5b"/><path d="M120 14v102" stroke="#3b3230" stroke-width="8"/></g>
<rect width="1200" height="800" fill="url(#lamp)"/></svg>`;

function bricks(): string {
  const row = (y: number, i: number) =>
    Array.from({ length: 11 }, (_, n) => {
      const shade = ['#c08a66', '#b47a57', '#aa7250', '#bd8560'][(n * 3 + i * 2) % 4];
      return `<rect x="${n * 120 - (i % 2) * 60 + 4}" y="${y + 4}" width="112" height="44" rx="3" fill="${shade}"/>`;
    }).join('');
  return Array.from({ length: 15 }, (_, i) => row(i * 52, i)).join('');
}

function marks(): string {
  return Array.from(
    { length: 20 },
    (_, i) => `<path d="M0 ${10 + i * 20}h${i % 5 === 0 ? 30 : 16}" stroke="#3a2f1a" stroke-width="3"/>`,
  ).join('');
}
