// Our own small XML: a tag, its attributes, what is in it; one escaper for all of it.

/** What XML 1.0 has no way to say (§2.2), halves of a pair among them, which UTF-8 cannot say either. */
// oxlint-disable-next-line no-control-regex
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeXml = (text: string) =>
  text
    .toWellFormed()
    .replace(UNSPEAKABLE, '')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);

type Attributes = Record<string, string | number | undefined>;
/** Already XML: nobody makes one by hand. */
export type Xml = { xml: string };
type Inside = Xml | string | number | null | undefined | false | Inside[];

/** `tag('title', {}, 'A & B')`: texts are escaped, elements put as they are, nothing left out. */
export const tag = (name: string, attributes: Attributes = {}, ...inside: Inside[]): Xml => {
  const said = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : ` ${key}="${escapeXml(String(value))}"`));
  const body = written(inside);
  return { xml: body ? `<${name}${said.join('')}>${body}</${name}>` : `<${name}${said.join('')}/>` };
};

export const documentOf = ({ xml }: Xml) => `<?xml version="1.0" encoding="utf-8"?>\n${xml}\n`;

function written(inside: Inside): string {
  if (inside === null || inside === undefined || inside === false) return '';
  if (Array.isArray(inside)) return inside.map(written).join('');
  return typeof inside === 'object' ? inside.xml : escapeXml(String(inside));
}
