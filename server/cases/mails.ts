import { accountById, memberColumns } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { dateOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import { presentStatement } from '../posts/present.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { memberBy, statementBy, type StatementRow } from './queries.ts';

export const statementOutbox = (deps: Deps): OutboxHandlers => ({
  'statement.mail': ({ statement }: { statement: string }) => sendStatement(deps, statement),
});
