import { Hono } from 'hono';
import type { Env } from '../http/who.ts';

export const accountPages = new Hono<Env>();
