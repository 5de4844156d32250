import { typeset } from '../typeset.ts';

/** A drawing of 1200 by 680. Its inks are the newspaper's custom properties, so that by night the same scene is a night scene. */
export function scene(label: string, ...layers: string[]): string {
  return `<svg class="drawing" viewBox="0 0 1200 680" preserveAspectRatio="xMidYMid slice" role="img" aria-label="${typeset(label)}">${layers.join('')}</svg>`;
}

export function many(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('');
}

export function box(x: number, y: number, width: number, height: number, ink: string, radius = 0): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}"${radius ? ` rx="${radius}"` : ''} fill="var(--${ink})"/>`;
}

export function shape(d: string, ink: string): string {
  return `<path d="${d}" fill="var(--${ink})"/>`;
}

export function line(d: string, ink: string, width = 3): string {
  return `<path d="${d}" fill="none" stroke="var(--${ink})" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function disc(x: number, y: number, radius: number, ink: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="var(--${ink})"/>`;
}

export function oval(x: number, y: number, rx: number, ry: number, ink: string): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="var(--${ink})"/>`;
}

export function at(x: number, y: number, drawing: string, scale = 1): string {
  return `<g transform="translate(${x} ${y})${scale === 1 ? '' : ` scale(${scale})`}">${drawing}</g>`;
}

/** Someone in a coat, 100 tall, feet at the origin. */
export function passer(coat: string, bag?: string): string {
  return [
    line('M-7 -26V0M8 -26V0', 'ink', 7),
    shape('M-19 -22C-19 -60 -14 -80 0 -80S19 -60 19 -22Z', coat),
    disc(0, -90, 11, 'skin'),
    shape('M-12 -92A12 12 0 0 1 12 -92L14 -89H-12Z', 'ink'),
    bag ? line('M17 -58L24 -34', coat, 7) + shape('M14 -36H36L33 -12H17Z', bag) : '',
  ].join('');
}

export function umbrella(ink: string, shade: string): string {
  return [
    line('M0 0V-52', 'ink', 4),
    shape('M-62 -50A62 54 0 0 1 62 -50Q46 -62 31 -50Q16 -62 0 -50Q-16 -62 -31 -50Q-46 -62 -62 -50Z', ink),
    shape('M0 -104A62 54 0 0 1 62 -50Q46 -62 31 -50Q24 -84 0 -104Z', shade),
  ].join('');
}

export function rain(count: number, height: number, ink = 'rain'): string {
  const d = Array.from({ length: count }, (_, i) => `M${(i * 197) % 1260} ${(i * 331) % height}l-9 ${26 + ((i * 7) % 22)}`).join('');
  return line(d, ink, 2);
}
