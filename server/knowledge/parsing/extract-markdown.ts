import { createTextBuilder, type ExtractedText, type TextBuilder } from "./extracted-text.ts";
import { joinLines } from "./join-lines.ts";
import { stripInlineMarkdown } from "./strip-inline-markdown.ts";

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const listItem = /^[ \t]*(?:([-*+])|(\d{1,9}[.)]))[ \t]+(.*)$/;
const tableDelimiter = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const linkDefinition = /^ {0,3}\[[^\]]{1,200}\]:[ \t]*\S+/;
const quoteMarks = /^ {0,3}(?:>[ \t]?)+/;

function cells(line: string): string {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => stripInlineMarkdown(cell).trim())
    .join(" | ");
}

/** Drops a leading front matter; its `title:` is the document's. */
function takeFrontMatter(lines: string[]): { body: string[]; title?: string } {
  if (lines[0]?.trim() !== "---") return { body: lines };
  const end = lines.findIndex((line, i) => i > 0 && i < 200 && line.trim() === "---");
  if (end < 0) return { body: lines };
  const title = lines
    .slice(1, end)
    .map((line) => /^title:\s*(.+)$/.exec(line)?.[1])
    .find(Boolean)
    ?.replace(/^["']|["']$/g, "")
    .trim();
  return { body: lines.slice(end + 1), ...(title ? { title } : {}) };
}

function writeLines(builder: TextBuilder, text: string): void {
  for (const [i, line] of text.split("\n").entries()) {
    if (i > 0) builder.breakLine();
    builder.write(line.trim());
  }
}

/**
 * The text of a Markdown file without its marks: headings, paragraphs (their wrapped lines joined), list items, table rows
 * and code, in order. Link targets, images' addresses, comments and raw tags are dropped. Linear in the file's length.
 */
export function extractMarkdown(markdown: string): ExtractedText {
  const { body, title } = takeFrontMatter(
    markdown
      .replace(/<!--(?:(?!-->)[\s\S])*(?:-->|$)/g, "")
      .replace(/<(script|style)\b(?:(?!<\/\1)[\s\S])*(?:<\/\1\s*>|$)/gi, "")
      .split("\n"),
  );
  const builder = createTextBuilder();
  let paragraph: string[] = [];
  let firstHeading: string | undefined;

  const closeParagraph = () => {
    if (paragraph.length > 0) writeLines(builder, stripInlineMarkdown(joinLines(paragraph)));
    paragraph = [];
  };
  const writeHeading = (level: number, text: string) => {
    closeParagraph();
    builder.openHeading(level);
    builder.write(text);
    builder.closeHeading();
    firstHeading ??= text;
  };

  for (let i = 0; i < body.length; i++) {
    const line = body[i]!.replace(quoteMarks, "");
    const opening = fence.exec(line)?.[1];
    if (opening) {
      closeParagraph();
      builder.breakBlock();
      const closing = new RegExp(`^ {0,3}${opening[0]}{${opening.length},}[ \\t]*$`);
      for (i++; i < body.length && !closing.test(body[i]!); i++) {
        if (body[i]!.trim() !== "") builder.write(body[i]!.trimEnd());
        builder.breakLine();
      }
      builder.breakBlock();
      continue;
    }
    if (line.trim() === "") {
      closeParagraph();
      builder.breakBlock();
      continue;
    }
    const atx = heading.exec(line);
    if (atx) {
      writeHeading(atx[1]!.length, stripInlineMarkdown((atx[2] ?? "").replace(/[ \t]#+[ \t]*$/, "")).trim());
      continue;
    }
    if (paragraph.length === 1 && /^ {0,3}(?:=+|-+)[ \t]*$/.test(line) && !listItem.test(paragraph[0]!)) {
      const text = stripInlineMarkdown(paragraph[0]!).trim();
      paragraph = [];
      writeHeading(line.includes("=") ? 1 : 2, text);
      continue;
    }
    if (rule.test(line)) {
      closeParagraph();
      builder.breakBlock();
      continue;
    }
    if (linkDefinition.test(line)) continue;
    if (line.includes("|") && (tableDelimiter.test(body[i + 1] ?? "") || /^ {0,3}\|/.test(line))) {
      closeParagraph();
      builder.breakLine();
      if (!tableDelimiter.test(line)) builder.write(cells(line));
      builder.breakLine();
      continue;
    }
    const item = listItem.exec(line);
    if (item) {
      closeParagraph();
      builder.breakLine();
      builder.write(item[2] ? `${item[2]} ` : "- ");
      paragraph = [item[3]!];
      continue;
    }
    paragraph.push(line);
    if (/(?: {2}|\\)$/.test(line)) {
      paragraph[paragraph.length - 1] = line.replace(/\\$/, "");
      closeParagraph();
      builder.breakLine();
    }
  }
  closeParagraph();
  return builder.finish(title ?? firstHeading);
}
