import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { createTextBuilder, type ExtractedText } from "./extracted-text.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const dropped = new Set(
  `head script style template noscript iframe object embed svg math canvas audio video select button nav dialog`.split(
    " ",
  ),
);
const blocks = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5
  h6 header hgroup hr main menu ol p pre section summary table tbody tfoot thead ul`.split(/\s+/),
);
const hidingStyle =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])/i;

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

function isHidden(element: Element): boolean {
  return element.attrs.some(
    ({ name, value }) => name === "hidden" || (name === "style" && hidingStyle.test(value)),
  );
}

function titleOf(head: Element): string | undefined {
  const title = head.childNodes.find((child) => child.nodeName === "title") as Element | undefined;
  const text = title?.childNodes.map((child) => ("value" in child ? child.value : "")).join("");
  return text?.replace(/\s+/g, " ").trim() || undefined;
}

/** The head of a page, whatever was written: the parser always makes one. */
function headOf(document: Node): Element {
  const root = ("childNodes" in document ? document.childNodes : []).find(isElement);
  return root?.childNodes.find((child) => child.nodeName === "head") as Element;
}

/** The one element that a page marks as its main content; nothing when it marks none, or several. */
function mainOf(document: Node): Element | undefined {
  const found: Element[] = [];
  const stack: Node[] = [document];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isElement(node) && !isHidden(node)) {
      const role = node.attrs.find(({ name }) => name === "role")?.value;
      if (node.tagName === "main" || role === "main") found.push(node);
    }
    if ("childNodes" in node && !(isElement(node) && (dropped.has(node.tagName) || isHidden(node))))
      for (const child of node.childNodes) stack.push(child);
  }
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The text a reader of an HTML page sees, of its main content where it marks one: no scripts, styles, embedded things or hidden elements; entities decoded once;
 * headings, paragraphs, list items and table rows kept apart. Nothing is fetched or run.
 */
export function extractHtml(html: string): ExtractedText {
  const builder = createTextBuilder();
  let title: string | undefined;
  let space = false;
  let lineStarted = false;
  let preformatted = 0;
  let listDepth = 0;
  let cellDepth = 0;
  /** "- " from the start of a list item until its first word. */
  let marker = "";

  const breakLine = () => {
    // A row is one line, whatever its cells are made of.
    if (cellDepth > 0) {
      space = true;
      return;
    }
    builder.breakLine();
    space = false;
    lineStarted = false;
  };
  const breakBlock = () => {
    if (cellDepth > 0) return breakLine();
    if (listDepth > 0) builder.breakLine();
    else builder.breakBlock();
    space = false;
    lineStarted = false;
  };
  const write = (value: string) => {
    if (preformatted > 0) {
      for (const [i, line] of value.split("\n").entries()) {
        if (i > 0) breakLine();
        builder.write(line);
      }
      return;
    }
    for (const [i, word] of value.split(/[ \t\n\f\r\u00a0]+/).entries()) {
      if (i > 0) space = true;
      if (word === "") continue;
      builder.write(space && lineStarted ? ` ${word}` : marker + word);
      marker = "";
      space = false;
      lineStarted = true;
    }
  };
  const enter = (element: Element) => {
    const name = element.tagName;
    if (/^h[1-6]$/.test(name)) {
      breakBlock();
      builder.openHeading(Number(name[1]));
    } else if (name === "br" || name === "tr") breakLine();
    else if (name === "li") {
      breakLine();
      listDepth++;
      marker = "- ";
    } else if (name === "td" || name === "th") {
      if (cellDepth === 0 && lineStarted) {
        space = true;
        write("| ");
      }
      cellDepth++;
    } else if (blocks.has(name)) breakBlock();
    if (name === "pre") preformatted++;
  };
  const leave = (element: Element) => {
    const name = element.tagName;
    if (name === "pre") preformatted--;
    if (/^h[1-6]$/.test(name)) {
      builder.closeHeading();
      breakBlock();
    } else if (name === "li") {
      listDepth--;
      marker = "";
      breakLine();
    } else if (name === "td" || name === "th") cellDepth--;
    else if (name === "tr") breakLine();
    else if (blocks.has(name)) breakBlock();
  };

  // A stack of our own: a page may nest deeper than calls can.
  const document = parse(html);
  const main = mainOf(document);
  const stack: { node: Node; leaving: boolean }[] = [{ node: main ?? document, leaving: false }];
  if (main) title = titleOf(headOf(document));
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, leaving } = top;
    if (leaving) {
      leave(node as Element);
      continue;
    }
    if ("value" in node) write(node.value);
    if (isElement(node)) {
      if (node.tagName === "head") title = titleOf(node);
      if (dropped.has(node.tagName) || isHidden(node)) continue;
      enter(node);
      stack.push({ node, leaving: true });
    }
    if ("childNodes" in node)
      for (let i = node.childNodes.length - 1; i >= 0; i--)
        stack.push({ node: node.childNodes[i]!, leaving: false });
  }
  return builder.finish(title);
}
