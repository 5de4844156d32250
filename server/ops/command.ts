import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { chooseLocale } from '../i18n/translate.ts';
import { lacksRoom } from './lacks-room.ts';
import { say, type Args, type CommandKey } from './say.ts';

/** What a command is given of the world. */
export type Terminal = {
  args: string[];
  env: Record<string, string | undefined>;
  /** The result. */
  print: (key: CommandKey, args?: Args) => void;
  /** What goes on meanwhile. */
  tell: (key: CommandKey, args?: Args) => void;
  translate: (key: CommandKey, args?: Args) => string;
};

/** What a command refuses to do, as a sentence for whoever typed it. */
export class CommandProblem extends Error {
  readonly key: CommandKey;
  readonly args: Args;

  constructor(key: CommandKey, args: Args = {}) {
    super(key);
    this.key = key;
    this.args = args;
  }
}

/** Runs a command in the language of the terminal. What it throws is told, and makes the exit code 1. */
export async function runCommand({ argv, env }: Pick<NodeJS.Process, 'argv' | 'env'>, command: (terminal: Terminal) => Promise<void>) {
  const locale = chooseLocale(env.LC_ALL || env.LC_MESSAGES || env.LANG, undefined, 'en');
  const translate = (key: CommandKey, args?: Args) => say(locale, key, args);
  try {
    await command({
      args: argv.slice(2),
      env,
      print: (key, args) => console.log(translate(key, args)),
      tell: (key, args) => console.error(translate(key, args)),
      translate,
    });
  } catch (error) {
    if (error instanceof CommandProblem) console.error(translate(error.key, error.args));
    else if (lacksRoom(error)) console.error(translate('disk.refuses', { detail: (error as Error).message }));
    else console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  }
}

/** The settings of the installation; what only its web server needs is not asked for. */
export const databaseOf = ({ env }: Pick<Terminal, 'env'>): Config['database'] =>
  readConfig({ DATABASE_URL: env.DATABASE_URL, SECRET: 'only the database is needed: no secret' }).database;

/** As `parseArgs`, but what is wrong is answered with how it is used. */
export function readArgs<O extends ParseArgsOptionsConfig>(
  { args }: Pick<Terminal, 'args'>,
  usage: CommandKey,
  { options, count }: { options: O; count: number },
) {
  const read = () => parseArgs({ args, options, allowPositionals: true });
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read();
  } catch {
    throw new CommandProblem(usage);
  }
  if (parsed.positionals.length !== count) throw new CommandProblem(usage);
  return parsed;
}
