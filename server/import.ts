import './ops/require-node.ts';

const { runCommand } = await import('./ops/command.ts');
const { importCommand } = await import('./imports/import-command.ts');
await runCommand(process, importCommand);
