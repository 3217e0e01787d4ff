import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DomainError } from "../../errors.ts";
import { checkFile } from "./check-file.ts";
import { documentKind, type TextKind } from "./document-kind.ts";
import { runParser } from "./run-parser.ts";

const folder = join(process.env.FIRSTLINE_TEST_DATA ?? "../shared/data", "attacks/files");
const files = existsSync(folder) ? readdirSync(folder) : [];
if (files.length === 0) console.error(`Skipped the hostile files: ${folder} is not there.`);

/** What a reader would see of a file, or the sentence of its refusal. */
async function read(filename: string): Promise<{ text?: string; hidden?: string[]; refused?: string }> {
  const bytes = readFileSync(join(folder, filename));
  try {
    checkFile({ filename, mediaType: "", bytes });
    const { text, hidden } = await runParser(documentKind(filename, "", bytes) as TextKind, bytes);
    return { text, ...(hidden && { hidden }) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.status >= 500) throw error;
    return { refused: error.message };
  }
}

/** What matters beyond ending well: text that has to come out, or words of the refusal. */
const expectations: Record<string, { text: RegExp } | { refused: RegExp }> = {
  "ok_one_page.pdf": { text: /^Model X1 does not power on: hold the button 10 s\.$/ },
  "javascript_openaction.pdf": { text: /hold the button/ },
  "uri_launch_action.pdf": { text: /hold the button/ },
  "hidden_text_injection.pdf": { text: /^Warranty is 2 years\.$/ },
  "flate_bomb_100MB.pdf": { refused: /seconds|memory|damaged/ },
  "many_pages_5000.pdf": { refused: /5000 pages/ },
  "truncated.pdf": { refused: /damaged/ },
  "header_only.pdf": { refused: /damaged/ },
  "html_as.pdf": { refused: /not what its name says/ },
  "zero_bytes.pdf": { refused: /empty/ },
  "pdfjs_encrypted-attachment.pdf": { refused: /password/ },
  "ok.docx": { text: /^Battery replacement takes 20 minutes\.$/ },
  "exe_as.docx": { refused: /not what its name says/ },
  "docx_bomb_200MB.docx": { refused: /100 MB/ },
  "docx_10000_entries.docx": { refused: /2000 parts/ },
  "docx_billion_laughs.docx": { refused: /damaged/ },
  "docx_deep_xml.docx": { refused: /damaged/ },
  "docx_encrypted_ole.docx": { refused: /encrypted/ },
  "nested_zip.docx": { refused: /not a Word document/ },
  "docx_extimg_passwd.docx": { text: /^x$/ },
  "docx_extimg_devzero.docx": { text: /^x$/ },
  "docx_extimg_rel.docx": { text: /^x$/ },
  "docx_extimg_http.docx": { text: /^x$/ },
  "docx_js_link.docx": { text: /^click$/ },
  "kb_xss.html": { text: /^Manual\n\nWarranty 2 years$/ },
  "deep.html": { text: /^$/ },
  "entities.html": { text: /^<script>window.__xss=1<\/script>$/ },
  "svg_as.html": { text: /^$/ },
  "redos.md": { text: /a/ },
  "xss.md": { text: /^t\n\nx a$/ },
  "utf16.txt": { text: /^设备无法开机$/ },
  "gb18030.txt": { text: /^设备无法开机，按住电源键十秒$/ },
  "nul.txt": { text: /^abcdef$/ },
  "binary.txt": { refused: /not text/ },
};

test.skipIf(files.length === 0).each(files)(
  "%s ends well, in its own process",
  { timeout: 60_000 },
  async (name) => {
    const outcome = await read(name);
    expect(outcome).toMatchObject(
      Object.fromEntries(
        Object.entries(expectations[name] ?? {}).map(([key, pattern]) => [
          key,
          expect.stringMatching(pattern),
        ]),
      ),
    );
    // No file of this machine ever gets into a text.
    expect(outcome.text ?? "").not.toMatch(/root:x:|CANARY/);
    if (name === "hidden_text_injection.pdf") expect(outcome.hidden?.join(" ")).toMatch(/refund_order/);
  },
);

test.skipIf(files.length === 0)("every expectation has its file", () => {
  expect(Object.keys(expectations).filter((name) => !files.includes(name))).toEqual([]);
});
