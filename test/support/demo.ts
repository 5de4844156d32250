import { spawn } from 'node:child_process';

/** Filling it writes more than five thousand posts, on a machine that may be busy. */
export const FILLED = 90_000;

export type Demo = ReturnType<typeof startDemo>;

/** As `npm run demo` starts it, once built. Settings of the machine that runs the tests are not its own. */
export function startDemo(folder: string, port: number) {
  const child = spawn(process.execPath, ['dist/server/demo.js'], {
    env: { PATH: process.env.PATH!, PORT: String(port), DATABASE_URL: `file:${folder}/demo.db` },
  });
  let out = '';
  let over = false;
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (out += data));
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve(void (over = true))));
  return {
    /** What it printed, once that is all. */
    said: () => {
      if (over) throw new Error(`the demonstration ended: ${out}`);
      return out.includes('Ctrl+C') ? out : '';
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
