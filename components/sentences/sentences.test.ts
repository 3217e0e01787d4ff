import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
import { readSentence } from "./read-sentence.ts";
import { sentences } from "./sentences.ts";

const filled = (template: string) => template.replace(/\{(\w+)\}/g, (_, name) => `<${name} 7>`);

test("the English messages are the server's own sentences", () => {
  expect(en.sentences).toEqual(sentences);
});

test.each(Object.entries(sentences))("%s is recognised, with what was filled in", (code, template) => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  expect(readSentence(filled(template))).toEqual({
    code,
    params: Object.fromEntries(names.map((name) => [name, `<${name} 7>`])),
  });
});

test("what somebody else wrote is none of them", () => {
  for (const text of ["", "Wrong customer.", "upstream is down", "There is no playbook"])
    expect(readSentence(text)).toBeNull();
});

/** Every sentence that the files throw with one of the codes, filled in. */
function thrown(pattern: string, codes: string): string[] {
  const root = join(import.meta.dirname, "../..");
  const files = globSync(pattern, { cwd: root }).filter((path) => !path.endsWith(".test.ts"));
  const said = new RegExp(`DomainError\\(\\s*"(?:${codes})",\\s*(?:"([^"]+)"|\`([^\`]+)\`)`, "g");
  return files.flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(said)].map(
      ([, plain, template]) => plain ?? template!.replaceAll(/\$\{[^}]*\}/g, "7"),
    ),
  );
}

/** A new text shows in both languages, or fails here. */
test("nothing a document can fail with is left out", () => {
  const found = thrown("server/knowledge/**/*.ts", "unusable_content|payload_too_large");
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((text) => readSentence(text) === null)).toEqual([]);
});

/** Of a conflict the code says nothing: only its sentence does. */
test("nothing that conflicts is left out", () => {
  const found = thrown("server/**/*.ts", "conflict");
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter((text) => readSentence(text) === null)).toEqual([]);
});

/** Likewise the reasons of events. */
test("nothing an event can be ignored or settled with is left out", () => {
  const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");
  const texts = [
    ...read("server/playbook/rules.ts").matchAll(/return (?:"(its? [^"]+)"|`(its? [^`]+)`)/g),
    ...read("server/delivery/ignore-own-delivery.ts").matchAll(/(?:own|automatic): "([^"]+)"/g),
    ...read("server/delivery/note-receipt.ts").matchAll(/(?:ours|foreign): "([^"]+)"/g),
    ...read("server/channel/fetch-announced.ts").matchAll(/reason = "([^"]+)"/g),
    ...read("server/suggestion/reject-suggestion.ts").matchAll(/reason: "([^"]+)"/g),
    ...read("server/suggestion/save-draft.ts").matchAll(/overtakenReason = "([^"]+)"/g),
    ...read("server/suggestion/rules.ts").matchAll(/if \(.*\) return "([^"]+)"/g),
    ...read("server/suggestion/hand-over-in-time.ts").matchAll(/reason = `([^`]+)`/g),
  ].map(([, text, template]) =>
    (text ?? template!).replace(/\$\{failed\}/, "body.x = 1, it is 2").replaceAll(/\$\{[^}]*\}/g, "7"),
  );
  expect(texts.length).toBeGreaterThan(6);
  expect(texts.filter((text) => readSentence(text) === null)).toEqual([]);
});
