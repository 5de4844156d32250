import { inkStyle } from './drawings/inks.ts';

/** The newspaper's own sheet: its reset (62.5 %), its faces and its colours are a publisher's, none of them ours. */
export const newspaperStyle = `${inkStyle}
:root {
  color-scheme: light dark;
  --paper: light-dark(#fdfbf6, #171513);
  --print: light-dark(#1b1714, #ebe5dc);
  --soft: light-dark(#61584e, #b3a99d);
  --hair: light-dark(#d9cfbf, #3b362f);
  --rubric: light-dark(#8c2018, #ec9c8c);
  --tint: light-dark(#f3ecdf, #201d1a);
  --headline: "Times New Roman", Times, "Liberation Serif", Tinos, "Nimbus Roman", "Noto Serif", "DejaVu Serif Condensed", serif;
  --text: Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "Liberation Serif", "Noto Serif", "DejaVu Serif Condensed", serif;
  --label: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans", "Open Sans", "DejaVu Sans Condensed", sans-serif;
}
html { font-size: 62.5%; -webkit-text-size-adjust: 100%; scroll-padding-top: 2rem; }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--print); font-family: var(--text); font-size: 1.8rem; line-height: 1.6; }
a { color: inherit; text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:focus-visible { outline: 2px solid var(--rubric); outline-offset: 3px; }
h1, h2, h3, p, figure, ul, ol, dl, dd, blockquote { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1, h2, h3, .name-plate, .story p, .body p, .standfirst, .pull, .box, .furniture { font-size-adjust: .46; }
h1, h2, h3 { font-family: var(--headline); font-weight: 700; line-height: 1.08; letter-spacing: -.012em; text-wrap: balance; }
.wide { width: min(124rem, 100% - 4rem); margin-inline: auto; }
.skip { position: absolute; left: -100vw; background: var(--print); color: var(--paper); padding: 1rem 1.6rem; font: 600 1.5rem var(--label); z-index: 1; }
.skip:focus { left: 1rem; top: 1rem; }
.drawing { display: block; width: 100%; height: auto; background: var(--hair); }

.strip { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .4rem 2.4rem; padding-block: 1.1rem; font: 1.3rem/1.4 var(--label); color: var(--soft); }
.strip ul { display: flex; gap: 2.4rem; }
.strip a { color: var(--print); font-weight: 600; text-decoration: none; }
.strip a:hover, .sections a:hover { text-decoration: underline; }
.mast { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: 3.2rem; border-block-start: 1px solid var(--hair); padding-block: 2.4rem 2rem; }
.mast > div { text-align: center; }
.name-plate { font-family: var(--headline); font-weight: 700; font-size: clamp(3.6rem, 5.3vw, 7.2rem); line-height: .95; letter-spacing: -.035em; text-wrap: balance; }
.name-plate a { text-decoration: none; }
.motto { text-wrap: balance; margin-top: 1.2rem; font: italic 1.5rem/1.3 var(--text); color: var(--soft); }
.ear { font: 1.3rem/1.4 var(--label); color: var(--soft); justify-self: start; width: 17rem; }
.ear + div + .ear { justify-self: end; text-align: end; }
.ear b { display: block; font: 700 2.8rem/1.2 var(--headline); color: var(--print); font-variant-numeric: tabular-nums; }
.sections { border-block: 3px double var(--print); }
.sections ul { display: flex; flex-wrap: wrap; justify-content: center; gap: 0 3.2rem; padding-block: .7rem; font: 600 1.4rem/2.4rem var(--label); }
.sections a { text-decoration: none; }
.inner .mast { padding-block: 1.6rem 1.4rem; grid-template-columns: 1fr; }
.inner .name-plate { font-size: clamp(2.8rem, 4vw, 4.4rem); letter-spacing: -.03em; }

.rubric { font: 700 1.3rem/1.4 var(--label); color: var(--rubric); }
.rubric a { text-decoration: none; }
.rubric .lock { color: var(--soft); font-weight: 400; white-space: nowrap; }
.meta { font: 1.35rem/1.5 var(--label); color: var(--soft); }
.meta a { text-decoration: none; }
.meta a:hover { text-decoration: underline; }
.meta .talk { color: var(--print); font-weight: 600; white-space: nowrap; }

.front { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); column-gap: 5.6rem; padding-block: 3.2rem 0; }
.front > * { position: relative; border-block-end: 1px solid var(--hair); padding-block: 2.8rem; min-width: 0; }
.front > .first { padding-block-start: 0; }
.front > .ruled::before { content: ""; position: absolute; inset-block: 2.8rem; inset-inline-start: -2.8rem; border-inline-start: 1px solid var(--hair); }
.front > .first.ruled::before { inset-block-start: 0; }
.of-8 { grid-column: span 8; }
.of-4 { grid-column: span 4; }
.of-3 { grid-column: span 3; }
.stack > * + * { border-block-start: 1px solid var(--hair); margin-block-start: 2.4rem; padding-block-start: 2.4rem; }

.story { display: flow-root; }
.story > * + * { margin-block-start: .8rem; }
[aria-labelledby=english] .rubric { display: none; }
.story .drawing { margin-block-end: 1.6rem; }
.story h2 { font-size: 2.5rem; }
.story h2 a { text-decoration: none; }
.story h2 a:hover { text-decoration: underline; text-decoration-thickness: 2px; }
.story p.lede { font-size: 1.65rem; line-height: 1.5; color: light-dark(#3a332c, #cfc7bc); }
.lead h2 { font-size: clamp(3.2rem, 4.5vw, 5.6rem); line-height: 1.02; letter-spacing: -.022em; }
.lead p.lede { font-size: 2rem; max-width: 62rem; }
.second h2 { font-size: 3.2rem; }
.plain h2 { font-size: 2.3rem; }

.board { font: 700 1.5rem/1.3 var(--label); border-block-start: 3px solid var(--print); padding-block: .8rem 1.6rem; letter-spacing: 0; }
.furniture { font-size: 1.6rem; line-height: 1.5; }
.furniture + .furniture { margin-block-start: 3.2rem; }
.furniture li { display: flex; justify-content: space-between; gap: 1.6rem; border-block-start: 1px solid var(--hair); padding-block: .7rem; }
.furniture li:first-child { border: 0; padding-block-start: 0; }
.furniture b { font-weight: 400; font-variant-numeric: tabular-nums; white-space: nowrap; }
.furniture li a { text-decoration: none; }
.furniture li a:hover { text-decoration: underline; }
.word { border-block-start: 1px solid var(--hair); margin-block-start: 2.4rem; padding-block-start: 2.4rem; font-size: 1.6rem; line-height: 1.5; }
.quoted { margin-block: 4rem; }
.quoted terrasse-post { display: block; }
.word b { font: 700 2.3rem/1.2 var(--headline); }
.furniture p + .meta { margin-block-start: .8rem; }
.gauge { display: block; width: 100%; height: auto; margin-block: .4rem .8rem; }
.gauge text { font: 12px var(--label); fill: var(--soft); }
.gauge .level { fill: none; stroke: var(--rubric); stroke-width: 2.5; stroke-linejoin: round; }
.gauge .mark { stroke: var(--hair); }

.piece { max-width: 68rem; margin-inline: auto; }
.head { padding-block-start: 4.8rem; }
.head h1 { font-size: clamp(3.4rem, 5vw, 5.4rem); line-height: 1.04; letter-spacing: -.022em; margin-block: 1.2rem 2rem; }
.standfirst { font-size: 2.15rem; line-height: 1.42; }
.head .meta { margin-block-start: 2rem; }
.plate { max-width: 104rem; margin: 3.6rem auto 4rem; }
figcaption { font: 1.35rem/1.5 var(--label); color: var(--soft); margin-block-start: .9rem; }
.body { font-size: 1.9rem; line-height: 1.58; hyphens: manual; }
.body p + p { margin-block-start: 1.2em; }
.body > p:first-of-type::first-letter { font-family: var(--headline); font-weight: 700; color: var(--rubric); font-size-adjust: none; -webkit-initial-letter: 3; initial-letter: 3; margin-inline-end: 1rem; }
@supports not ((initial-letter: 3) or (-webkit-initial-letter: 3)) {
  .body > p:first-of-type::first-letter { float: left; font-size: 3.9em; line-height: .8; padding-block-start: .06em; margin-inline-end: .1em; }
}
.body > h2 { font-size: 2.6rem; margin-block: 3.6rem 1rem; }
.pull { margin-block: 3.6rem; padding-block: 2rem; border-block: 1px solid var(--hair); font-family: var(--headline); font-style: italic; font-size: 2.9rem; line-height: 1.22; letter-spacing: -.01em; text-wrap: balance; }
.box { background: var(--tint); padding: 2rem 2.4rem; margin-block: 3.2rem; font-size: 1.6rem; line-height: 1.4; }
.box h2 { font: 700 1.5rem/1.3 var(--label); letter-spacing: 0; margin-block-end: 1.2rem; }
.box dl > div { display: grid; grid-template-columns: 9rem 1fr; align-items: baseline; gap: 1.2rem; border-block-start: 1px solid var(--hair); padding-block: .8rem; }
.box dt { font: 700 2.4rem/1.1 var(--headline); font-variant-numeric: tabular-nums; }
.body .small { font-size: 1.6rem; color: var(--soft); border-block-start: 1px solid var(--hair); padding-block-start: 1.6rem; }
.body .after { font-style: italic; }
.chart { margin-block: 3.2rem; }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart .rule { stroke: var(--hair); }
.chart .bar { fill: var(--soft); }
.chart .bar.hot { fill: var(--rubric); }
.chart text { font: 15px var(--label); fill: var(--soft); }
.chart .name text { text-anchor: middle; }
.chart .tick text { text-anchor: end; }
.talkback { margin-block: 6.4rem 8rem; }
.more { border-block-start: 3px double var(--print); padding-block-start: 2rem; }
.more > h2 { font: 700 1.5rem/1.3 var(--label); letter-spacing: 0; margin-block-end: 2rem; }
.more ul { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 4rem; }
.more .story h2 { font-size: 2.2rem; }
.foot { margin-block-start: 6.4rem; border-block-start: 1px solid var(--hair); padding-block: 2.4rem 4.8rem; font: 1.35rem/1.6 var(--label); color: var(--soft); }
.foot p + p { margin-block-start: .4rem; }

/* All that the newspaper says to the comments. */
terrasse-thread {
  display: block;
  --terrasse-size: 1.6rem;
  --terrasse-font: var(--label);
  --terrasse-font-display: var(--headline);
  --terrasse-accent: var(--rubric);
  --terrasse-ink: var(--print);
  --terrasse-paper: var(--paper);
  --terrasse-radius: 3px;
}

@media (min-width: 1160px) {
  .body .box { float: right; width: 27rem; margin: .8rem -25rem 2.4rem 3.2rem; }
  .body .box dl > div { grid-template-columns: 1fr; gap: .2rem; }
}
@media (min-width: 1041px) { .name-plate { white-space: nowrap; } }
@media (max-width: 1040px) {
  .name-plate { font-size: clamp(3.6rem, 8vw, 7.2rem); }
  .mast { grid-template-columns: 1fr; gap: 0; }
  .ear { display: none; }
  .of-3 { grid-column: span 6; }
  .front > .of-3.turn::before { display: none; }
  .of-8 { grid-column: 1 / -1; }
  .front > .first.stack { grid-column: 1 / -1; display: grid; grid-template-columns: 1fr 1fr; column-gap: 5.6rem; padding-block-start: 2.8rem; }
  .front > .first.stack > * { border: 0; margin: 0; padding: 0; }
  .front > .first.ruled::before, .front > aside.ruled::before { display: none; }
  .front > .of-4 { grid-column: span 6; }
  .front > aside.of-4 { grid-column: 1 / -1; columns: 2; column-gap: 5.6rem; }
  .front > aside > * { break-inside: avoid; }
  .sections { width: 100%; overflow-x: auto; scrollbar-width: none; }
  .sections ul { flex-wrap: nowrap; justify-content: start; gap: 2.2rem; width: max-content; padding-inline: 2rem; }
}
@media (max-width: 760px) {
  .front, .front > .first.stack { display: block; }
  .front > aside.of-4 { columns: 1; }
  .front > .first.stack > * + * { border-block-start: 1px solid var(--hair); margin-block-start: 2.4rem; padding-block-start: 2.4rem; }
  .front > .ruled::before { display: none; }
  .front { padding-block-start: 2rem; }
  .front > *, .front > .first.ruled { padding-block: 2.4rem; }
  .front > .lead { padding-block-start: 0; }
  .lead .drawing, .plate .drawing { width: 100vw; margin-inline: calc(50% - 50vw); max-width: none; }
  .more ul { grid-template-columns: 1fr; gap: 0; }
  .more li + li { border-block-start: 1px solid var(--hair); margin-block-start: 2rem; padding-block-start: 2rem; }
  .of-3 .story, .more .story, .stack .brief { display: grid; grid-template-columns: minmax(0, 1fr) 11.2rem; column-gap: 1.6rem; align-content: start; }
  .of-3 .story > *, .more .story > *, .stack .brief > * { grid-column: 1; }
  .of-3 .story > .thumb, .more .story > .thumb, .stack .brief > .thumb { grid-column: 2; grid-row: 1 / span 4; margin: .4rem 0 0; }
  .of-3 .thumb .drawing, .more .thumb .drawing, .stack .brief .drawing { aspect-ratio: 1; object-fit: cover; margin: 0; }
  .of-3 .lede, .more .lede { display: none; }
  .of-3 .story h2, .more .story h2, .stack .brief h2 { font-size: 2.1rem; }
  .head { padding-block-start: 2.8rem; }
  .plate { margin-block: 2.4rem 2.8rem; }
  .standfirst { font-size: 1.95rem; }
  .body { font-size: 1.8rem; }
  .pull { font-size: 2.5rem; margin-block: 2.8rem; }
  .second h2 { font-size: 2.8rem; }
  .lead h2 { font-size: clamp(3.4rem, 9.5vw, 4.6rem); }
  .lead p.lede { font-size: 1.8rem; }
  .motto { font-size: 1.4rem; margin-top: .8rem; }
  .chart text { font-size: 22px; }
}
@media print { .strip, .sections, .more, .talkback { display: none; } }
`;
