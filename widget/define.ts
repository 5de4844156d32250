import { TerrasseThread } from './element.ts';

// A page may carry the script twice.
if (!customElements.get('terrasse-thread')) customElements.define('terrasse-thread', TerrasseThread);
