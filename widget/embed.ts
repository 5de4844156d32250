// The classic script a publisher pastes. A script from elsewhere cannot import by a relative name: it says where it comes from.
declare const TERRASSE_ELEMENT: string;

const from = (document.currentScript as HTMLScriptElement).src;
if ('customElements' in window) void import(/* @vite-ignore */ new URL(`embed/${TERRASSE_ELEMENT}`, from).href);
