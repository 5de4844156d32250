import type { Hono } from 'hono';
import { openAPIRouteHandler } from 'hono-openapi';
import type { Env } from './who.ts';

/** The API's description, made from the routes' own schemas. */
export const openapi = (api: Hono<Env>) =>
  openAPIRouteHandler(api, {
    documentation: {
      openapi: '3.1.0',
      info: { title: 'Terrasse', version: '1', description: 'Threads, posts, cases. Errors: {"error": {code, message, fields?}}.' },
      servers: [{ url: '/api/v1' }],
      components: {
        securitySchemes: {
          embed: { type: 'http', scheme: 'bearer', description: 'A reader, from a page of the site: POST /session' },
          site: { type: 'http', scheme: 'bearer', description: 'The publisher’s server: a token made in the desk (tst_…)' },
        },
      },
    },
  });
