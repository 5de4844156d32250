import { Hono } from 'hono';
import type { Env } from '../http/who.ts';
import { agreementPages } from './agreement-pages.tsx';
import { ownTestimonyPages } from './own-pages.tsx';
import { testimonyRunPages } from './run-pages.tsx';

export const testimonyPages = new Hono<Env>().route('/', ownTestimonyPages).route('/', agreementPages).route('/', testimonyRunPages);
