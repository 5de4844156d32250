import './ops/require-node.ts';

const { runCommand } = await import('./ops/command.ts');
const { moveCommand } = await import('./move/move-command.ts');
await runCommand(process, moveCommand);
