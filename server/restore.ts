import './ops/require-node.ts';

const { runCommand } = await import('./ops/command.ts');
const { restoreCommand } = await import('./ops/restore-command.ts');
await runCommand(process, restoreCommand);
