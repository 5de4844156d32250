// In the browser, on a gallery's page: its pictures in a viewer, by keyboard (arrows, Escape), the focus back where it was. Bundled by build.ts.
// Without it, each link leads to the picture's own page.

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();

function start() {
  const list = document.querySelector<HTMLElement>('[data-gallery]');
  if (!list || typeof HTMLDialogElement !== 'function') return;
  const links = [...list.querySelectorAll<HTMLAnchorElement>('a[data-large]')];
  const viewer = makeViewer(list, links);
  for (const [at, link] of links.entries())
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      viewer.open(at);
    });
}

function makeViewer(list: HTMLElement, links: HTMLAnchorElement[]) {
  let here = 0;
  const image = document.createElement('img');
  const words = document.createElement('figcaption');
  const count = document.createElement('p');
  count.setAttribute('role', 'status');
  const dialog = document.createElement('dialog');
  dialog.className = 'viewer';
  dialog.setAttribute('aria-label', list.dataset.gallery!);
  const button = (name: string, sign: string, work: () => void) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'btn';
    made.textContent = sign;
    made.setAttribute('aria-label', name);
    made.addEventListener('click', work);
    return made;
  };
  const figure = document.createElement('figure');
  figure.append(image, words);
  const go = (by: number) => show((here + by + links.length) % links.length);
  const row = document.createElement('div');
  row.className = 'line ends';
  row.append(
    button(list.dataset.before!, '←', () => go(-1)),
    count,
    button(list.dataset.next!, '→', () => go(1)),
    button(list.dataset.close!, '×', () => dialog.close()),
  );
  dialog.append(figure, row);
  dialog.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') go(-1);
    if (key === 'ArrowRight') go(1);
  });
  // On what was seen last: one goes on from there.
  dialog.addEventListener('close', () => links[here]?.focus());
  document.body.append(dialog);

  function show(at: number) {
    here = at;
    const { large, credit = '' } = links[at]!.dataset;
    const { alt } = links[at]!.querySelector('img')!;
    image.src = large!;
    image.alt = alt;
    words.textContent = [alt, credit].filter(Boolean).join(' – ');
    count.textContent = `${at + 1} / ${links.length}`;
  }
  return {
    open(at: number) {
      show(at);
      dialog.showModal();
    },
  };
}
