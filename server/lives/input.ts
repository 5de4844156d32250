import { z } from 'zod';

const moment = z.iso.datetime({ offset: true, error: 'field.wrong' }).transform((iso) => new Date(iso));

/** What is said of a live night that opens. `hosts`: members of the newsroom beside who opens it. `event`: by its id. */
export const liveInput = z.object({
  startsAt: moment.nullable().default(null),
  hosts: z.array(z.uuid('field.wrong')).default([]),
  event: z.uuid('field.wrong').nullable().default(null),
});

export const momentInput = z.object({ above: z.boolean('field.wrong').default(true) });
