import { Hono } from 'hono';
import { badgePages } from '../belonging/pages.tsx';
import { welcomePages } from '../belonging/welcome-routes.ts';
import type { Env } from '../http/who.ts';
import { dataPages } from './data-pages.tsx';
import { leavePages } from './leave-pages.tsx';
import { ignorePages } from './ignore-pages.tsx';
import { postsPages } from './posts-pages.tsx';
import { ownReactionPages } from '../reactions/own-pages.tsx';
import { standingPages } from '../sanctions/standing-pages.tsx';
import { profilePages } from './profile-pages.tsx';

/** The member's own place: forms alone, no script needed. */
export const ownPages: Hono<Env> = new Hono<Env>()
  .route('/', profilePages)
  .route('/', postsPages)
  .route('/', ownReactionPages)
  .route('/', badgePages)
  .route('/', welcomePages)
  .route('/', ignorePages)
  .route('/', standingPages)
  .route('/', dataPages)
  .route('/', leavePages);
