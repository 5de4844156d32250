import type { NewAddress } from '../sites/change-addresses.ts';
import { CommandProblem, databaseOf, readArgs, type Terminal } from './command.ts';
import { restore } from './restore.ts';

const options = { force: { type: 'boolean' }, 'public-url': { type: 'string', multiple: true } } as const;

/** `restore -- FILE [--force] [--public-url [KEY=]URL]…` */
export async function restoreCommand(terminal: Terminal) {
  const { positionals, values } = readArgs(terminal, 'restore.usage', { options, count: 1 });
  const [file] = positionals as [string];
  const database = databaseOf(terminal);
  const addresses = (values['public-url'] ?? []).map(addressIn);
  const { kept } = await restore(database, file, { force: values.force ?? false, now: new Date(), addresses });
  if (kept) {
    if (database.kind === 'sqlite') terminal.print('restore.kept', { file: kept });
    else terminal.print('restore.keptSchema', { schema: kept });
  }
  terminal.print('restore.done', { file });
  for (const { key, url } of addresses) terminal.print('restore.moved', { site: key ?? 'none', url: url.origin });
}

/** `https://new.example`, or `courrier=https://new.example`. */
function addressIn(text: string): NewAddress {
  const [, key = null, address] = /^(?:([^=/]+)=)?(.*)$/.exec(text)!;
  const url = URL.parse(address!);
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new CommandProblem('restore.address', { address: address! });
  return { key, url };
}
