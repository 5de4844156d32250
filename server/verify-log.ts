import './ops/require-node.ts';

const { runCommand } = await import('./ops/command.ts');
const { verifyLogCommand } = await import('./cases/verify-log-command.ts');
await runCommand(process, verifyLogCommand);
