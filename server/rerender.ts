import './ops/require-node.ts';

const { runCommand } = await import('./ops/command.ts');
const { rerenderCommand } = await import('./markdown/rerender-command.ts');
await runCommand(process, rerenderCommand);
