import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

type NoteProps = { icon: string; tone?: 'good' | 'warn' | 'bad'; role?: 'status' | 'alert'; children: ComponentChildren };

/** A fact in bold, then why, then what one can do. */
export function Note({ icon, tone, role, children }: NoteProps) {
  return (
    <div class={`note ${tone ?? ''}`} part="notice">
      <Icon d={icon} />
      <div role={role}>{children}</div>
    </div>
  );
}
