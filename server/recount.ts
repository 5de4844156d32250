import './ops/require-node.ts';

const { runCommand } = await import('./ops/command.ts');
const { recountCommand } = await import('./figures/recount-command.ts');
await runCommand(process, recountCommand);
