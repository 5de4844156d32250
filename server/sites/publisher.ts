import { z } from 'zod';
import type { Site } from './queries.ts';
import type { Publisher, PublisherField } from './wire.ts';

/** What the publisher said of itself; what it did not is empty. */
export const publisherOf = ({ settings }: Pick<Site, 'settings'>): Publisher => ({ ...SILENT, ...settings.publisher });

/**
 * What a reader must be able to find before a site opens: who publishes, who answers for it, who hosts it and how to reach
 * them (loi 2004-575, art. 1-1; regulation (EU) 2022/2065, art. 11 and 12).
 */
export function missingOf(publisher: Publisher): PublisherField[] {
  return REQUIRED[publisher.form].filter((field) => !publisher[field]);
}

const SILENT: Publisher = {
  form: 'company',
  name: '',
  registration: '',
  capital: '',
  vat: '',
  address: '',
  phone: '',
  email: '',
  director: '',
  editor: '',
  cppap: '',
  hostName: '',
  hostAddress: '',
  hostPhone: '',
  authorities: '',
  contact: '',
  representative: '',
  data: '',
  about: '',
};

const ALL: PublisherField[] = ['name', 'address', 'phone', 'email', 'director', 'hostName', 'hostAddress', 'hostPhone'];
const REQUIRED: Record<Publisher['form'], PublisherField[]> = {
  company: ['name', 'registration', ...ALL.slice(1)],
  association: ALL,
  public: ALL,
  person: ALL,
};

const said = (max: number) => z.string('field.required').trim().max(max, `field.too_long|max=${max}`);
const email = said(254).refine((typed) => typed === '' || z.email().safeParse(typed).success, 'field.email');

export const publisherInput = z.object({
  form: z.enum(['company', 'association', 'public', 'person'], 'field.wrong'),
  name: said(200),
  registration: said(200),
  capital: said(100),
  vat: said(50),
  address: said(500),
  phone: said(50),
  email,
  director: said(200),
  editor: said(200),
  cppap: said(50),
  hostName: said(200),
  hostAddress: said(500),
  hostPhone: said(50),
  authorities: email,
  contact: email,
  representative: said(500),
  data: said(500),
  about: said(4000),
}) satisfies z.ZodType<Publisher>;
