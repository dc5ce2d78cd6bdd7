/** An element of an XML text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Reads the elements of a small XML text strictly: whatever is not well-formed is thrown. */
export function readXml(text: string): Element {
  const body = text.replace(/^<\?xml [^>]*\?>\s*/, '');
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/u.test(body))
    throw new Error('a character that XML cannot hold');
  const [root, end] = readElement(body, 0);
  if (body.slice(end).trim() !== '') throw new Error('text after the root');
  return root;
}

function readElement(text: string, start: number): readonly [Element, number] {
  const open = /^<([a-z-]+)((?: [a-z]+="[^"<]*")*)>/.exec(text.slice(start));
  if (open === null) throw new Error(`no element at ${text.slice(start, start + 40)}`);
  const [whole, name = '', written = ''] = open;
  const attributes = Object.fromEntries(
    Array.from(written.matchAll(/ ([a-z]+)="([^"]*)"/g), ([, key = '', value = '']) => [
      key,
      decoded(value),
    ]),
  );
  const children: Element[] = [];
  let [at, inside] = [start + whole.length, ''];
  for (;;) {
    const close = `</${name}>`;
    if (text.startsWith(close, at))
      return [{ name, attributes, children, text: decoded(inside) }, at + close.length];
    if (text[at] === '<') {
      const [child, end] = readElement(text, at);
      children.push(child);
      at = end;
    } else {
      if (at >= text.length) throw new Error(`${name} is not closed`);
      inside += text[at]!;
      at += 1;
    }
  }
}

function decoded(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`a bare & in ${text}`);
  const signs: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
  };
  return text.replace(/&(#?\w+);/g, (_, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : signs[name]!,
  );
}
