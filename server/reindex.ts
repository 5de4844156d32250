import './ops/require-node.ts';

const { runCommand } = await import('./ops/command.ts');
const { reindexCommand } = await import('./search/reindex-command.ts');
await runCommand(process, reindexCommand);
