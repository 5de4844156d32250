import { article } from '../article.ts';
import { canalLock } from '../drawings/canal-lock.ts';

export const lockKeeper = article(
  {
    id: 'lock-keeper-kerven',
    slug: 'the-lock-keeper-who-never-missed-a-boat',
    section: 'From our English pages',
    title: 'The lock-keeper who never missed a boat',
    standfirst:
      'For thirty-one years Yann Quéré has opened the gates at Kerven by hand. In the spring they will be opened by a telephone in Rennes. He has no quarrel with the telephone.',
    bylines: ['Daphne Whitlock'],
    publishedMinutesAgo: 3200,
    drawing: canalLock,
    caption: 'Kerven lock, with its heron. Drawing: Le Courrier',
    body: `
      <p>There is a bell at Kerven lock, and nobody has rung it since 1998. “You hear a boat long before the bell,” says Yann Quéré. “And I hear it before you.” He is sixty-two and has kept the lock for thirty-one years: eleven turns of the crank for each paddle, forty paces around, two gates of oak that weigh three tonnes each and that a child can push, if the child is patient. He keeps a ledger of every boat. There have been 18,406. The busiest day was the fourteenth of July 2003, with twenty-six. The quietest year was 2020, with nine, and he wrote a line about the weather for each day without a boat, “so that the book would not be bored.”</p>
      <h2>A telephone in Rennes</h2>
      <p>In March the gates will be fitted with motors and two cameras. Somebody in Rennes will look at a screen and press a button, for this lock and for seventeen others. Boaters will call a number. The house, with its blue shutters, will be let.</p>
      <blockquote class="pull"><p>He wrote a line about the weather for each day without a boat, so that the book would not be bored.</p></blockquote>
      <p>Half of those who use the canal in summer are British, and a good number of them moved here for it. They have written to the region: two hundred and nine letters, some with drawings. The region has answered that safety will improve, and it may well be right. In 2011 Mr Quéré himself went into the chamber after a Labrador, and it was the owner of the dog who had to turn the crank.</p>
      <p>He shows me the last page of the ledger, which he has ruled in advance. Then he cocks his head. I hear nothing: the weir, a wood pigeon, the road. He has already put on his cap. Four minutes later a narrowboat comes round the bend, green, with geraniums, flying a flag I do not know.</p>
      <p>“Lancashire,” says Yann Quéré, and reaches for the crank.</p>`,
  },
  { lang: 'en' },
);
