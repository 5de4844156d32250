// A real SMTP server, which may refuse, put off or hang.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** What it says to a recipient; nothing where it takes the mail. */
type Answer = { code: number; text: string } | undefined;

export async function openMailServer(given: { answer?: (to: string) => Answer; onData?: () => Answer; password?: string } = {}) {
  const received: string[] = [];
  const connections = { opened: 0, open: 0, most: 0 };
  const rules = { ...given };
  const refusal = (answer: Answer) => (answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null);
  const server = new SMTPServer({
    closeTimeout: 50, // of connections that are kept for a next mail
    onConnect: (_session, done) => {
      connections.opened++;
      connections.most = Math.max(connections.most, ++connections.open);
      done();
    },
    onClose: () => void connections.open--,
    authOptional: given.password === undefined,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === given.password ? done(null, { user: username }) : done(Object.assign(new Error('no'), { responseCode: 535 })),
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(refusal(rules.answer?.(address))),
    onData: (stream, _session, done) => {
      let message = '';
      stream.on('data', (chunk: Buffer) => (message += chunk.toString()));
      stream.on('end', () => {
        const refused = refusal(rules.onData?.());
        if (!refused) received.push(message);
        done(refused);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received, connections, rules };
}
