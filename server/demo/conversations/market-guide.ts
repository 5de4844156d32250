import { conversation } from '../conversation.ts';

export const marketGuide = conversation('market-for-beginners', [
  {
    key: 'ellen',
    by: 'ellen',
    minutesAgo: 5620,
    text: 'I once chose my own melon. It was 2019. The stallholder still calls me *la dame qui sait*.',
  },
  {
    key: 'fatoumata',
    by: 'fatoumata',
    minutesAgo: 5204,
    text: 'I confirm everything, from the other side of the stall. One thing is missing: never, ever say “just one tomato”.',
  },
  {
    key: 'fatoumata-grace',
    by: 'grace',
    minutesAgo: 5180,
    replyTo: 'fatoumata',
    text: 'I live alone! How many tomatoes is polite?',
  },
  {
    key: 'fatoumata-2',
    by: 'fatoumata',
    minutesAgo: 5122,
    replyTo: 'fatoumata-grace',
    text: 'Three, and a recipe. Come and see me, I will give you the recipe.',
  },
]);
