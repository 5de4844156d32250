// A picture at its largest, over the page.
import { cross } from './thread/rare-icons.ts';

/** Closed by its button, by Escape, by a click beside; the keyboard is back where it was. */
export function zoom(link: HTMLAnchorElement, { mount, close }: { mount: Element; close: string }) {
  const { alt } = link.querySelector('img')!;
  const dialog = document.createElement('dialog');
  dialog.className = 'zoomed';
  dialog.ariaLabel = alt;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn';
  button.ariaLabel = close;
  button.append(iconOf(cross));
  const large = document.createElement('img');
  Object.assign(large, { src: link.href, alt });
  const caption = link.parentElement!.querySelector('figcaption')?.cloneNode(true);
  dialog.append(button, large, ...(caption ? [caption] : []));
  dialog.addEventListener('click', ({ target }) => target !== large && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  mount.append(dialog);
  dialog.showModal();
}

function iconOf(d: string) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.ariaHidden = 'true';
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}
