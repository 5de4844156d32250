import type { Context } from 'hono';
import { Form } from '../accounts/form.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { OwnTabs } from './OwnTabs.tsx';

/** What leads from one's data to the rest of one's place; for whoever came from an embed, for their data alone, there is no rest. */
export function OwnHead({ c }: { c: Context<Env> }) {
  const t = wordsOf(c);
  if (c.var.who.via !== 'data') return <OwnTabs t={t} here="/account/data" />;
  return (
    <div class="note">
      <Form action="/signout">
        <p>{t('ownData.alone')}</p>
        <button class="btn">{t('ownData.close')}</button>
      </Form>
    </div>
  );
}
