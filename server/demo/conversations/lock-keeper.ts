import { conversation } from '../conversation.ts';

export const lockKeeper = conversation('lock-keeper-kerven', [
  {
    key: 'tom',
    by: 'tom',
    minutesAgo: 3110,
    text: 'The green boat with the geraniums is ours. *Marigold*, out of Wigan, nineteen seventy-one. I had no idea there was a journalist on the bank or I would have worn the other hat.',
  },
  {
    key: 'tom-daphne',
    by: 'daphne',
    minutesAgo: 3048,
    replyTo: 'tom',
    text: 'The hat was perfect. Mr Quéré wrote you down as number 18,407, “calm crew, good flowers”.',
  },
  {
    key: 'tom-2',
    by: 'tom',
    minutesAgo: 3040,
    replyTo: 'tom-daphne',
    text: 'That is the best review we have had in any country.',
  },
  {
    key: 'grace',
    by: 'grace',
    minutesAgo: 2870,
    text: 'My son is six. He pushed that gate last summer with both hands and his whole face. It took four minutes and he still talks about it. You cannot push a camera in Rennes.',
  },
  {
    key: 'ellen',
    by: 'ellen',
    minutesAgo: 2725,
    text: 'I would like to be fair to the camera. My neighbour fell in at Pont-Hellec, where there is nobody after six, and it was forty minutes before a dog-walker heard him. A screen that is awake at night is not nothing.',
  },
  {
    key: 'ellen-tom',
    by: 'tom',
    minutesAgo: 2690,
    replyTo: 'ellen',
    text: 'Fair. I had not thought of the nights. Why must it be one or the other, though? Seventeen locks for one pair of eyes is a lot of water.',
  },
  {
    key: 'ellen-2',
    by: 'ellen',
    minutesAgo: 2655,
    replyTo: 'ellen-tom',
    text: 'Agreed. A screen **and** a keeper, then, at least from May to September. If somebody drafts the letter I will sign it and bring cake.',
  },
  {
    key: 'ellen-grace',
    by: 'grace',
    minutesAgo: 2610,
    replyTo: 'ellen-2',
    text: 'I will draft it. What kind of cake?',
  },
  {
    key: 'odile',
    by: 'odile',
    minutesAgo: 2204,
    text: 'Pardon for my English. My mother was born in this house, in the room with the left window. When she was small, the bell rang and her father said: “it is only the world”. I wanted you to know that.',
  },
  {
    key: 'odile-daphne',
    by: 'daphne',
    minutesAgo: 2150,
    replyTo: 'odile',
    text: 'Odile, nobody should ever apologise for English like that. May I come and see you, with a notebook?',
  },
  {
    key: 'etienne',
    by: 'etienne',
    minutesAgo: 1420,
    text: 'For those writing to the region: the public inquiry is open until the end of the month and every letter in it must be answered, in any language.\n\n- by post, to the canal office in Rennes;\n- [on the inquiry’s page](https://region.example/canal/inquiry), which works better in the morning.',
  },
  {
    key: 'heron',
    by: 'solene',
    minutesAgo: 388,
    text: 'And who will feed the heron?',
  },
]);
