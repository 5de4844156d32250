import type { Arrived } from './arrived.ts';

/**
 * What no person wrote just now: absences, lists, machines (RFC 3834 §2, and what older ones say of themselves). To
 * answer one begins a conversation of two machines.
 */
export function isAutomatic({ from, returnPath, headers }: Arrived): boolean {
  const says = (name: string, pattern: RegExp) => pattern.test(headers.get(name) ?? '');
  return (
    says('auto-submitted', /^(?!\s*no\b)\s*\S/i) ||
    says('precedence', /^\s*(bulk|junk|list|auto_reply)\b/i) ||
    says('content-type', /^\s*multipart\/report\b/i) ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'list-id'].some((name) => headers.has(name)) ||
    (returnPath !== null && /^\s*<?\s*>?\s*$/.test(returnPath)) ||
    /^(mailer-daemon|postmaster|no-?reply)@/i.test(from)
  );
}
