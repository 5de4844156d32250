import './ops/require-node.ts';

const { runCommand } = await import('./ops/command.ts');
const { backupCommand } = await import('./ops/backup-command.ts');
await runCommand(process, backupCommand);
