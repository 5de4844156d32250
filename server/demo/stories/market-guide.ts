import { article } from '../article.ts';
import { basket } from '../drawings/basket.ts';

export const marketGuide = article(
  {
    id: 'market-for-beginners',
    slug: 'the-saturday-market-for-beginners',
    section: 'From our English pages',
    title: 'The Saturday market, for beginners',
    standfirst: 'Which queue to join, when to say bonjour (always), and why you should never, ever, choose your own melon.',
    bylines: ['Daphne Whitlock'],
    publishedMinutesAgo: 5900,
    drawing: basket,
    caption: 'A basket at eleven o’clock: too late for the eggs. Drawing: Le Courrier',
    body: `
      <p>Come at eight if you want eggs, at ten if you want company, and at half past twelve if you want to be given things. The market fills the square under the plane trees every Saturday, eighty stalls of it, and it has rules, though nobody will tell you what they are.</p>
      <h2>Say bonjour first</h2>
      <p>Before the price, before the leek, before pointing. A request without a bonjour is not rude so much as inaudible. Say it to the stallholder, then, more softly, to the queue.</p>
      <h2>Do not choose the melon</h2>
      <p>You will be asked: for when? Say “for this evening” or “for tomorrow, at lunch”. The melon will be sniffed, pressed, rejected, and replaced by one which looks the same. Trust it. If you insist on choosing, you will be allowed to, and that is your punishment.</p>
      <blockquote class="pull"><p>A request without a bonjour is not rude so much as inaudible.</p></blockquote>
      <h2>The cheese queue is the news</h2>
      <p>It is the longest and moves the least, because it is where the town finds out what happened at the council. Stand in it even if you have cheese. Buy the one with ash on it. Ask for “a little more than that”, and you will have a friend.</p>
      <p>Bring a basket, coins and half an hour more than you have. The market is over when the man with the broom looks at you.</p>`,
  },
  { lang: 'en' },
);
