/** An element's text, its children by name, or a list where a name repeats. */
export type XmlValue = string | XmlValue[] | { [name: string]: XmlValue };

const token = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]{0,63})\s*(\/?)>|([^<]+)|(<)/g;
const deepest = 16;
const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Reads the plain XML that WeChat writes: elements without attributes, text, CDATA and the five predefined entities. What
 * is anything else (a document type, a comment, an attribute) is not read. Returns the root's content, or null.
 */
export function readXml(text: string): XmlValue | null {
  type Open = { name: string; text: string; children: Record<string, XmlValue> | null };
  const root: Open = { name: "", text: "", children: null };
  const stack: Open[] = [root];
  for (const [, cdata, slash, name, selfClosing, plain, stray] of text.trim().matchAll(token)) {
    const top = stack.at(-1)!;
    if (stray) return null;
    if (cdata !== undefined) top.text += cdata;
    else if (plain !== undefined)
      top.text += plain.replace(/&(\w+);/g, (all, entity) => entities[entity] ?? all);
    else if (!slash) {
      if (stack.length > deepest || (stack.length === 1 && root.children)) return null;
      const open: Open = { name: name!, text: "", children: null };
      if (selfClosing) add(top, open);
      else stack.push(open);
    } else {
      if (selfClosing || stack.length < 2 || top.name !== name) return null;
      stack.pop();
      add(stack.at(-1)!, top);
    }
  }
  const content = root.children && Object.values(root.children)[0];
  return stack.length === 1 && content !== null && root.text.trim() === "" ? (content ?? null) : null;

  function add(parent: Open, child: Open): void {
    parent.children ??= Object.create(null) as Record<string, XmlValue>;
    const value = child.children ?? child.text;
    const known = parent.children[child.name];
    if (known === undefined) parent.children[child.name] = value;
    else parent.children[child.name] = Array.isArray(known) ? [...known, value] : [known, value];
  }
}
