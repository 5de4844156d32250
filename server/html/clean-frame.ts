import { newSanitiser } from './sanitiser.ts';

const TAGS = ['a', 'abbr', 'address', 'b', 'br', 'div', 'em', 'hr', 'i', 'img', 'li', 'nav', 'ol', 'p', 'small', 'span', 'strong', 'ul'];
const ATTRIBUTES = ['href', 'src', 'alt', 'width', 'height', 'title', 'lang', 'dir', 'aria-label'];
/** No `data:`, which DOMPurify lets by. */
const PICTURE = /^(?:https?:\/\/|\/(?!\/))/i;
/** Of the site's own pages, of the web, a letter, a call; `//host` would be anybody's. */
const LINK = /^(?:https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i;

export type CleanFrame = {
  html: string;
  /** Origins of its pictures, our own apart. */
  origins: string[];
  /** Names of elements and attributes that were taken out, once each. */
  dropped: string[];
};

/**
 * What a publisher has above or below its pages, as it is shown: words, links, lists and pictures; nothing that runs, asks
 * for anything, or has a style of its own.
 */
export function cleanFrame(typed: string): CleanFrame {
  const purify = newSanitiser();
  const origins = new Set<string>();
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName !== 'IMG') return;
    const src = node.getAttribute('src') ?? '';
    if (!PICTURE.test(src)) return node.remove();
    if (!node.hasAttribute('alt')) node.setAttribute('alt', '');
    if (!src.startsWith('/')) origins.add(originOf(src));
  });
  const html = purify.sanitize(typed, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOWED_URI_REGEXP: LINK,
    // No addresses: else they would have to look like one.
    ADD_URI_SAFE_ATTR: ['width', 'height', 'lang', 'dir', 'aria-label'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
  return { html: html.trim(), origins: [...origins], dropped: [...new Set(purify.removed.map(nameOf))].filter((name) => name !== '') };
}

/** An address that is none is no origin that anybody listed. */
const originOf = (src: string) => (URL.canParse(src) ? new URL(src).origin : src);

type Removed = ReturnType<typeof newSanitiser>['removed'][number];

function nameOf(removed: Removed): string {
  const { nodeType, nodeName } = 'attribute' in removed && removed.attribute ? removed.attribute : (removed as { element: Node }).element;
  return nodeType === COMMENT || nodeName === 'BODY' ? '' : nodeName.toLowerCase();
}

const COMMENT = 8;
