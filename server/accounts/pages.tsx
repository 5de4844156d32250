import { Hono } from 'hono';
import type { Env } from '../http/who.ts';
import { accountPage } from './account-page.tsx';
import { confirmOwnerPages } from './confirm-owner-pages.tsx';
import { confirmPages } from './confirm-pages.tsx';
import { connectPages } from './connect-pages.tsx';
import { factorPages } from './factor-pages.tsx';
import { ownDataPages } from './own-data-pages.tsx';
import { provePages } from './prove-pages.tsx';
import { resetPages } from './reset-pages.tsx';
import { secondPages } from './second-pages.tsx';
import { signInLinkPages } from './sign-in-link-pages.tsx';
import { signInPages } from './sign-in-pages.tsx';
import { signUpPages } from './sign-up-pages.tsx';

/** The people's side of accounts: forms alone, no script needed but where a window must speak to its opener. */
export const accountPages: Hono<Env> = new Hono<Env>()
  .route('/', signInPages)
  .route('/', signUpPages)
  .route('/', secondPages)
  .route('/', signInLinkPages)
  .route('/', confirmPages)
  .route('/', resetPages)
  .route('/', accountPage)
  .route('/', confirmOwnerPages)
  .route('/', ownDataPages)
  .route('/', provePages)
  .route('/', factorPages)
  .route('/', connectPages);
