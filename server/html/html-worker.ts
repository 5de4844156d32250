// HTML that somebody else wrote, read in a thread of its own: a document costs a millisecond and more, and jsdom the memory of a small server.
import { answerAsked } from '../ops/ask-worker.ts';
import { assertSanitiser, cleanBody } from './clean-body.ts';
import { cleanFrame } from './clean-frame.ts';
import { headOf } from './head-of.ts';
import { wordsOfMail } from './words-of-mail.ts';

export type HtmlVerbs = typeof verbs;

const verbs = { cleanBody, cleanFrame, headOf, wordsOfMail };

assertSanitiser();
answerAsked(verbs);
