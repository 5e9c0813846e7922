/** A document as nested objects: a list repeats its element, undefined leaves it out. */
export interface Xml {
  readonly [element: string]: XmlValue | readonly XmlValue[];
}
type XmlValue = string | number | boolean | undefined | Xml;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

export function writeXml(root: string, content: Xml): string {
  const namespace = root === 'Error' ? '' : ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?><${root}${namespace}>${elements(content)}</${root}>`;
}

export function elements(content: Xml): string {
  return Object.entries(content)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => element(name, one)))
    .join('');
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  const inner = typeof value === 'object' ? elements(value) : escapeXml(String(value));
  return `<${name}>${inner}</${name}>`;
}

const escapeXml = (text: string): string => text.replace(/[&<>"\r]/g, (char) => entities[char] ?? char);

/** Texts of all elements of a name, wherever they stand. */
export function textsOf(document: string, name: string): string[] {
  return [...document.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    unescapeXml(text),
  );
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeXml = (text: string): string =>
  text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (_, entity: string) => {
    if (!entity.startsWith('#')) return named[entity] ?? '';
    const hex = entity[1] === 'x';
    return String.fromCodePoint(Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10));
  });
