import { z } from 'zod';

/** Length is what makes a password strong; rules about its characters do not (NIST SP 800-63B-4 §3.1.1.2). */
export const PASSWORD_MIN = 10;
/** Room for any sentence; more would only be work for us. */
const PASSWORD_MAX = 500;
const NAME_MAX = 60;

const text = (max: number) => z.string('field.required').trim().min(1, 'field.required').max(max, `field.too_long|max=${max}`);

/** RFC 5321 §4.5.3.1.3: no address is longer. */
export const email = text(254).pipe(z.email('field.email'));

/** No control character, nor one that is invisible or turns the writing around: a name must read as what it is. */
export const name = text(NAME_MAX)
  .normalize('NFC')
  .regex(/^\P{C}+$/u, 'field.wrong');

const password = z
  .string('field.required')
  .min(1, 'field.required')
  .max(PASSWORD_MAX, `field.too_long|max=${PASSWORD_MAX}`)
  .refine((typed) => Array.from(typed).length >= PASSWORD_MIN, `field.too_short|min=${PASSWORD_MIN}`);

/** One that exists already: it was judged when it was chosen. */
const known = z.string('field.required').min(1, 'field.required').max(PASSWORD_MAX, `field.too_long|max=${PASSWORD_MAX}`);

/** The version that was on screen; none where the box was not ticked. */
const charter = z.coerce.number('field.wrong').int('field.wrong').optional();

const locale = z.enum(['fr', 'en'], 'field.wrong');

export const signInInput = z.object({ email, password: known });
/** The box that a site may ask to tick (members/age.ts). */
const ofAge = z.string().optional();

export const signUpInput = z.object({ name, email, password, charter, ofAge });
export const forgotInput = z.object({ email });
export const resetInput = z.object({ password });
export const changeInput = z.object({ current: known, password });
export const ownerPasswordInput = z.object({ password: known });
export const languageInput = z.object({ locale });
export const schemeInput = z.object({ scheme: z.enum(['auto', 'light', 'dark'], 'field.wrong') });
export const joinInput = z.object({ charter, ofAge });

/** A code of the app, or one of the ten that are kept for when it is lost. */
export const secondInput = z
  .object({ code: z.string().trim().max(20, 'second.wrong').optional(), recovery: z.string().trim().max(60, 'second.wrong').optional() })
  .refine(({ code, recovery }) => code || recovery, { path: ['code'], error: 'field.required' });
export const firstCodeInput = z.object({ code: z.string('field.required').trim().min(1, 'field.required').max(20, 'second.wrong') });
/** What a browser made with a passkey, as JSON; what it must be is seen where it is verified. */
const credential = z.string('field.required').min(1, 'field.required').max(50_000, 'field.wrong');
export const passkeyInput = z.object({ credential });
export const newPasskeyInput = z.object({ credential, name });
export const passkeyNameInput = z.object({ name });
/** One session by its id; all others where there is none. */
export const sessionInput = z.object({ id: z.string().max(100).optional() });

const owner = { name, email, password };
const firstSite = {
  siteName: text(100),
  /** It stands in addresses and in the publisher's pages. */
  key: text(40).regex(/^[a-z0-9][a-z0-9-]*$/, 'field.wrong'),
  locale,
  /** One a line. A page's whole address will do: what counts is its origin. */
  origins: z
    .string('field.required')
    .transform((lines) => lines.split(/\s+/).filter(Boolean))
    .pipe(
      z
        .array(z.url({ protocol: /^https?$/, error: 'field.wrong' }).transform((url) => new URL(url).origin))
        .min(1, 'field.required')
        .max(100, 'field.too_many|max=100'),
    )
    .transform((origins) => [...new Set(origins)]),
};

export const ownerInput = z.object(owner).transform((person) => ({ person, site: null }));
/** Whoever founds the installation makes its first site too. */
export const founderInput = z
  .object({ ...owner, ...firstSite })
  .transform(({ name, email, password, ...site }) => ({ person: { name, email, password }, site }));

export type SecondInput = z.infer<typeof secondInput>;
export type SignUpInput = z.infer<typeof signUpInput>;
export type OwnerInput = z.infer<typeof ownerInput>['person'];
export type FirstSiteInput = z.infer<typeof founderInput>['site'];
