// PHP itself, compiled to WebAssembly: for the examples that the documentation shows. Its package names types that it does not ship.
import { expect } from 'vitest';

type Universal = {
  loadPHPRuntime(loader: unknown): Promise<number>;
  PHP: new (runtime: number) => {
    run(request: { code: string; env: Record<string, string> }): Promise<{ text: string; errors: string; exitCode: number }>;
    exit(): void;
  };
};

/** What it prints; fails on the least warning. */
export async function runPhp(code: string, env: Record<string, string>): Promise<string> {
  const { loadPHPRuntime, PHP } = (await import('@php-wasm/universal')) as unknown as Universal;
  const { getPHPLoaderModule } = await import('@php-wasm/node-8-4');
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
  try {
    const { text, errors, exitCode } = await php.run({ code, env });
    expect({ errors, exitCode }).toEqual({ errors: '', exitCode: 0 });
    return text;
  } finally {
    php.exit();
  }
}
