import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/**
 * Step ids are part of the stored state of running functions: a changed one strands the runs in flight. Whoever changes this
 * list has thought of them.
 */
test("the ids of functions and steps are the ones that stored runs know", () => {
  const folder = import.meta.dirname;
  const ids = globSync("*.ts", { cwd: folder })
    .filter((path) => !path.endsWith(".test.ts"))
    .sort()
    .flatMap((path) => {
      const source = readFileSync(join(folder, path), "utf8");
      const functions = [...source.matchAll(/createFunction\(\s*\{\s*id: "([^"]+)"/g)].map(
        ([, id]) => `${id}:`,
      );
      const steps = [...source.matchAll(/(?:step\.\w+|runStep)\(\s*(?:run,\s*)?["`]([^"`]+)["`]/g)].map(
        ([, id]) => `  ${id!.replaceAll(/\$\{[^}]*\}/g, "#")}`,
      );
      return [...functions, ...steps];
    });
  expect(ids.join("\n")).toMatchInlineSnapshot(`
    "deliver-reply:
      attempt-delivery-#
      wait-#-#
      attempt-delivery-#-after-#
      settle-delivery
      back-off-#
    handle-incoming-event:
      match-playbook
      open-conversation
      plan-tool-calls
      call-tool-#
      ask-model-#
      call-tool-#-#
      draft-suggestion
      approve-by-playbook
    ingest-document:
      parse-document
      index-document
      embed-document-#
      activate-document
    rewrite-suggestion:
      rewrite-suggestion
    run-approved-call:
      run-tool-call"
  `);
});
