// In the browser, on the page that opens a conversation: what is typed is kept, what is near to it is shown. Bundled by build.ts.
import type { TopicDraftInput } from '../drafts/wire.ts';
import type { NearThread } from '../search/wire.ts';
import type { TagSuggestions } from '../tags/wire.ts';

/** Milliseconds of quiet after which what is typed is looked at, and kept. */
const [LOOK, KEEP] = [400, 2000];
/** Letters of a title that say something already. */
const LEAST = 8;
const FIELDS = ['space', 'kind', 'title', 'tags', 'source'] as const;
type Typed = Record<(typeof FIELDS)[number], string>;

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();

function start() {
  const sheet = document.querySelector<HTMLElement>('[data-topic]');
  const form = sheet?.querySelector<HTMLFormElement>('form[action="/new"]:has([name="title"])');
  if (!sheet || !form) return;
  const site = sheet.dataset.topic!;
  keepDraft(form, site, sheet.dataset.version);
  showSimilar(form, site);
  suggestTags(form, site);
}

const typedIn = (form: HTMLFormElement): Typed => {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map((name) => [name, (data.get(name) as string | null) ?? ''])) as Typed;
};

const saysSomething = ({ title, source, tags }: Typed) => (title + source + tags).trim() !== '';

/** With the server where somebody is known; in this browser until then, from where it goes there. */
function keepDraft(form: HTMLFormElement, site: string, known: string | undefined) {
  const key = `terrasse:topic:${site}`;
  let version = Number(known ?? 0);
  let stopped = false;
  const left = read(key);
  if (left && !saysSomething(typedIn(form))) fill(form, left);
  if (left && known !== undefined && saysSomething(left)) void save();

  form.addEventListener(
    'input',
    quiet(KEEP, () => void save()),
  );
  form.addEventListener('submit', () => {
    stopped = true;
    attempt(() => localStorage.removeItem(key));
  });

  async function save() {
    const typed = typedIn(form);
    if (stopped) return;
    if (known === undefined) return attempt(() => localStorage.setItem(key, JSON.stringify(typed)));
    const answer = await send(`/api/v1/topic-draft?site=${encodeURIComponent(site)}`, { ...typed, version }).catch(() => null);
    if (answer?.ok) {
      ({ version } = (await answer.json()) as { version: number });
      attempt(() => localStorage.removeItem(key));
    } else if (answer?.status === 409) {
      stopped = true;
      document.getElementById('elsewhere')!.hidden = false;
    }
  }
}

const send = (url: string, body: TopicDraftInput) =>
  fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

function read(key: string): Typed | null {
  const kept = attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Typed> | null);
  return kept ? { space: '', kind: '', title: '', tags: '', source: '', ...kept } : null;
}

function fill(form: HTMLFormElement, typed: Typed) {
  for (const name of FIELDS) {
    const field = form.elements.namedItem(name) as HTMLInputElement | RadioNodeList | null;
    if (field && typed[name]) field.value = typed[name];
  }
}

function showSimilar(form: HTMLFormElement, site: string) {
  const title = form.elements.namedItem('title') as HTMLInputElement;
  const box = document.getElementById('similar')!;
  whileTyping(title, async () => {
    const typed = title.value.trim();
    const threads = typed.length < LEAST ? [] : await similarTo(site, typed);
    return () => {
      const items = threads.map(({ url, title: name }) => item(link(url, name)));
      box.querySelector('ul')!.replaceChildren(...items);
      box.hidden = items.length === 0;
    };
  });
}

const similarTo = async (site: string, title: string) =>
  (await ask<{ threads: NearThread[] }>('threads/similar', { site, title }))?.threads ?? [];

/** Of the one that is being typed, after the last comma. */
function suggestTags(form: HTMLFormElement, site: string) {
  const field = form.elements.namedItem('tags') as HTMLInputElement;
  const list = document.getElementById('tags-found')!;
  whileTyping(field, async () => {
    const before = field.value.split(',').map((one) => one.trim());
    const typed = before.pop() ?? '';
    const found = typed === '' ? [] : await tagsLike(site, typed);
    return () => {
      const names = found.filter((name) => !before.includes(name) && name !== typed);
      list.replaceChildren(...names.map((name) => item(pick(name, before))));
      list.hidden = names.length === 0;
    };
  });

  function pick(name: string, before: string[]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn';
    button.textContent = name;
    button.addEventListener('click', () => {
      field.value = [...before, name, ''].join(', ');
      list.hidden = true;
      field.focus();
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    return button;
  }
}

const tagsLike = async (site: string, q: string) =>
  ((await ask<TagSuggestions>('tags/suggestions', { site, q }))?.tags ?? []).map(({ name }) => name);

/** Looks at what is typed once it pauses; what was found for something else than what stands there now is not shown. */
function whileTyping(field: HTMLInputElement, look: () => Promise<() => void>) {
  let turn = 0;
  field.addEventListener(
    'input',
    quiet(LOOK, async () => {
      const mine = ++turn;
      const show = await look();
      if (mine === turn) show();
    }),
  );
}

/** null where nothing came: the page does without. */
async function ask<T>(path: string, query: Record<string, string>): Promise<T | null> {
  const answer = await fetch(`/api/v1/${path}?${new URLSearchParams(query).toString()}`).catch(() => null);
  return answer?.ok ? ((await answer.json()) as T) : null;
}

function item(inside: HTMLElement) {
  const li = document.createElement('li');
  li.append(inside);
  return li;
}

function link(url: string, text: string) {
  const a = document.createElement('a');
  a.href = url;
  a.textContent = text;
  return a;
}

function quiet(ms: number, act: () => unknown): () => void {
  let timer: ReturnType<typeof setTimeout>;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
}

/** A browser may refuse storage: then a draft lives as long as its page. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
