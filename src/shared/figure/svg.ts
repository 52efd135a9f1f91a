/** SVG as text. Everything that becomes text or an attribute passes through here, so nothing in a record can become markup. */

/** Characters that XML 1.0 cannot hold at all, not even as references (https://www.w3.org/TR/xml/#charsets). */
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
/** What would turn the text around or hide parts of it in a reader's viewer. */
const overrides = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

export function escapeXml(text: string): string {
  return text
    .replace(notXml, '\uFFFD')
    .replace(overrides, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; `children` are finished markup. Attributes without a value are left out; numbers get two decimals at most. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeXml(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

export function textElement(text: string, attributes: Attributes): string {
  return element('text', attributes, [escapeXml(text)]);
}

/** A coordinate as SVG text: two decimals are a fiftieth of a printed dot at 300 dpi. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}
