import type { Running } from '../serve.ts';

/** How long requests under way may take to finish, in ms; container runtimes kill at ten seconds. */
const GRACE_MS = 8000;

/** SIGTERM or SIGINT: finish, then leave. Twice, or too long: leave. */
export function stopOnSignal({ stop, deps }: Running) {
  let stopping = false;
  const leave = () => {
    if (stopping) process.exit(1);
    stopping = true;
    deps.log.info('stopping');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        deps.log.error({ err }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
}
