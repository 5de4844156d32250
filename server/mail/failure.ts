/** Why a mail did not leave. */
export class MailFailure extends Error {
  readonly to: string;
  /** The other side says that trying again will not help: no such mailbox, a refused content. */
  readonly lasting: boolean;

  constructor(reason: string, { to, lasting, cause }: { to: string; lasting: boolean; cause: unknown }) {
    super(reason, { cause });
    this.to = to;
    this.lasting = lasting;
  }
}

type SmtpError = { message?: string; response?: string; responseCode?: number; command?: string };

/**
 * RFC 5321 §4.2.1: 5yz is a permanent refusal. Of the mail itself, that is: one of our sender's address or password is
 * ours to mend, and every mail waits until it is.
 */
export function asFailure(error: unknown, to: string): MailFailure {
  const { message, response, responseCode = 0, command = '' } = error as SmtpError;
  const lasting = responseCode >= 500 && ABOUT_THE_MAIL.has(command);
  return new MailFailure(response ?? message ?? String(error), { to, lasting, cause: error });
}

const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);
