import { expect, test } from "vitest";
import { DomainError } from "../../errors.ts";
import { checkFile } from "./check-file.ts";
import { decodeText } from "./decode-text.ts";
import { documentKind } from "./document-kind.ts";
import { extractDocument } from "./extract-document.ts";
import { defaultParserLimits, runParser } from "./run-parser.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...values: number[]) => new Uint8Array(values);

test.each([
  ["UTF-8 with a mark", bytes(0xef, 0xbb, 0xbf, 0x61), "a"],
  ["UTF-16 little endian", bytes(0xff, 0xfe, 0x8b, 0x4e), "事"],
  ["UTF-16 big endian", bytes(0xfe, 0xff, 0x4e, 0x8b), "事"],
  ["UTF-16 without a mark, Latin", bytes(0x61, 0, 0x62, 0, 0x63, 0, 0x0a, 0), "abc\n"],
  ["UTF-16 without a mark, Chinese and Latin", bytes(0x4e, 0x8b, 0, 0x61, 0x8b, 0xbe, 0x59, 0x07), "事a设备"],
  ["GB18030", bytes(0xc9, 0xe8, 0xb1, 0xb8, 0x20, 0x4f, 0x4b), "设备 OK"],
])("decodes %s", (_, input, expected) => {
  expect(decodeText(input)).toBe(expected);
});

test.each([
  ["another single-byte encoding", bytes(0x6e, 0x61, 0xef, 0x76, 0x65, 0x20, 0x63, 0x61, 0x66, 0xe9)],
  ["binary data", Uint8Array.from({ length: 1024 }, (_, i) => i % 256)],
  ["control characters", utf8("\u0001\u0002\u0003abc")],
])("refuses %s instead of indexing nonsense", (_, input) => {
  expect(() => decodeText(input)).toThrow(DomainError);
});

test.each([
  ["guide.md", "application/octet-stream", "", "markdown"],
  ["GUIDE.TXT", "text/html", "", "text"],
  ["page", "text/html; charset=utf-8", "", "html"],
  ["report.pdf", "application/octet-stream", "%PDF-1.7", "pdf"],
  ["scan", "application/pdf", "junk before it %PDF-1.7", "pdf"],
  ["report.pdf", "application/pdf", "<html>", undefined],
  ["letter.docx", "", "PK\u0003\u0004", "docx"],
  ["prices.xlsx", "", "%PDF-1.7", undefined],
  ["prices.csv", "text/csv", "a,b", "csv"],
  ["disguised.txt", "text/plain", "%PDF-1.7", undefined],
  ["disguised.md", "text/plain", "PK\u0003\u0004", undefined],
  ["program.exe", "text/plain", "", undefined],
])("%s (%s) is read as %#", (name, mediaType, head, kind) => {
  expect(documentKind(name, mediaType, utf8(head))).toBe(kind);
});

test("a file is refused at once when it is too large, empty, or data under a text's name", () => {
  const check = (filename: string, content: Uint8Array) => () =>
    checkFile({ filename, mediaType: "", bytes: content });
  expect(check("a.md", new Uint8Array(20 * 1024 * 1024 + 1))).toThrow(
    expect.objectContaining({ status: 413 }),
  );
  expect(check("a.md", new Uint8Array())).toThrow(expect.objectContaining({ status: 422 }));
  expect(check("a.txt", bytes(0, 0xff, 0x80, 1, 2, 3))).toThrow(expect.objectContaining({ status: 422 }));
  expect(check("a.md", utf8("fine"))()).toEqual({ mediaType: "text/markdown" });
});

test("Markdown becomes text; its headings keep their places", async () => {
  const { text, headings, title } = await extractDocument(
    "markdown",
    utf8(`---
title: "The guide"
---
# Lumen **lamp** #

Wrapped
line with [a link](https://x.example/(a)), \`code *x*\`, 2 * 3, snake_case and ![a picture](p.png).

Care
----
1. first
2. second
   goes on

| part | price |
|------|------:|
| *a*  | 3     |

> quoted

\`\`\`sh
set  x = 1
\`\`\`
<div>raw <b>tag</b></div> &lt;b&gt; 5 < 6<!-- hidden --><script>alert(1)</script>
中文换行
不加空格`),
  );
  expect(text).toBe(
    [
      "Lumen lamp",
      "Wrapped line with a link, code *x*, 2 * 3, snake_case and a picture.",
      "Care",
      "1. first\n2. second goes on",
      "part | price\na | 3",
      "quoted",
      "set  x = 1",
      "raw tag <b> 5 < 6 中文换行不加空格",
    ].join("\n\n"),
  );
  expect(headings.map(({ level, start, end }) => [level, text.slice(start, end)])).toEqual([
    [1, "Lumen lamp"],
    [2, "Care"],
  ]);
  expect(title).toBe("The guide");
});

test("HTML becomes what a reader sees", async () => {
  const { text, headings, title } = await extractDocument(
    "html",
    utf8(`<title> The  page </title><style>p{}</style><nav>Menu</nav><h1>A <i>b</i></h1><p>One<br>two &amp; three&nbsp;four</p>
<ul><li><p>first</p><li>second<ul><li>inner</ul></ul><table><tr><th>k<th><p>v</p><tr><td>1<td><p>2</p></table><pre>x  y
 z</pre><p hidden>no</p><p style="display: none">no</p><p style="font-size:0.9em">small<script>no()</script>`),
  );
  expect(text).toBe(
    "A b\n\nOne\ntwo & three four\n\n- first\n- second\n- inner\n\nk | v\n1 | 2\n\nx  y\n z\n\nsmall",
  );
  expect(headings).toEqual([{ level: 1, start: 0, end: 3 }]);
  expect(title).toBe("The page");
});

test("what only hides or cannot be stored is gone, also when an entity brought it", async () => {
  const { text, headings } = await extractDocument(
    "html",
    utf8("<p>a&#x202E;b\u200Bc</p><h2>d&#xE0041;e</h2>f\u0000g"),
  );
  expect(text).toBe("abc\n\nde\n\nfg");
  expect(text.slice(headings[0]!.start, headings[0]!.end)).toBe("de");
});

test("a parser is killed at its limits and says so", async () => {
  const limited = (paragraphs: number, limits: Partial<typeof defaultParserLimits>) =>
    runParser("html", utf8("<p>word".repeat(paragraphs)), { ...defaultParserLimits, ...limits });
  await expect(limited(400_000, { timeMs: 150 })).rejects.toThrow(/seconds/);
  await expect(limited(400_000, { memoryBytes: 150 * 1024 * 1024 })).rejects.toThrow(/memory/);
  await expect(limited(1000, { outputBytes: 1000 })).rejects.toThrow(/too much text/);
});
