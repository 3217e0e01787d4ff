import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as names from "./testing/architecture/names.ts";
import { exampleProject, readImports, readProject, type SourceFile } from "./testing/architecture/project.ts";
import * as purity from "./testing/architecture/purity.ts";
import { tokenize } from "./testing/architecture/tokens.ts";
import * as walls from "./testing/architecture/walls.ts";

const root = join(import.meta.dirname, "..");
const project = readProject(root);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

type Rule = (files: SourceFile[]) => string[];
/** Each rule holds for this project, lets `good` pass and finds something in each of `bad`. */
type Case = { rule: Rule; good?: Record<string, string>; bad: Record<string, string>[] };

const cases: Record<string, Case> = {
  "imports run downwards": {
    rule: walls.upwardImports,
    good: {
      "app/page.tsx": 'import { x } from "../server/contact/store.ts";',
      "server/contact/store.ts": 'import { y } from "../audit/store.ts";',
      "server/audit/store.ts": "",
    },
    bad: [
      { "server/contact/store.ts": 'import "../../app/page.tsx";', "app/page.tsx": "" },
      {
        "server/contact/rules.ts": 'import type { A } from "../tool/schema.ts";',
        "server/tool/schema.ts": "",
      },
      { "server/platform/db.ts": 'export { c } from "../context.ts";', "server/context.ts": "" },
      { "server/api/a.ts": 'const f = () => import("../../inngest/client.ts");', "inngest/client.ts": "" },
      { "app/route.ts": 'import "../server/main.ts";', "server/main.ts": "" },
    ],
  },
  "everything in the server has its place": {
    rule: walls.strayServerFiles,
    good: { "server/contact/store.ts": "", "server/main.ts": "" },
    bad: [{ "server/misc/store.ts": "" }, { "server/settings.ts": "" }],
  },
  "components take only types from the server": {
    rule: walls.componentsUsingServer,
    good: {
      "components/a.tsx":
        'import type { A } from "../server/env.ts"; import { type B } from "../server/env.ts";',
      "server/env.ts": "",
    },
    bad: [
      { "components/a.tsx": 'import { type A, b } from "../server/env.ts";', "server/env.ts": "" },
      { "components/a.tsx": 'import { a } from "../inngest/client.ts";', "inngest/client.ts": "" },
    ],
  },
  "the product does not use test code": {
    rule: walls.productUsingTests,
    bad: [{ "server/a.ts": 'import { c } from "./testing/context.ts";', "server/testing/context.ts": "" }],
  },
  "packages are named in package.json": {
    rule: (files) => walls.undeclaredPackages(files, manifest),
    good: {
      "server/a.ts": 'import "zod"; import "next/server"; import "@prisma/client/runtime"; import "node:fs";',
      "server/a.test.ts": 'import "vitest";',
    },
    bad: [
      { "server/a.ts": 'import x from "left-pad/deep";' },
      { "server/a.ts": 'import type { X } from "@scope/unknown";' },
      { "server/a.ts": 'import "vitest";' },
    ],
  },
  "there are no import cycles": {
    rule: walls.importCycles,
    good: {
      "server/a.ts": 'import "./b.ts"; import "./c.ts";',
      "server/b.ts": 'import "./c.ts";',
      "server/c.ts": "",
    },
    bad: [
      {
        "server/a.ts": 'import "./b.ts";',
        "server/b.ts": 'import "./c.ts";',
        "server/c.ts": 'import type { A } from "./a.ts";',
      },
    ],
  },
  "rules are pure, and so is what they are made of": {
    rule: purity.impureRules,
    good: {
      "server/tool/rules.ts":
        'import { createHash } from "node:crypto"; export const f = (at: Date) => new Date(at.getTime() + 1); // Date.now()',
    },
    bad: [
      { "server/tool/rules.ts": "export const f = () => Date.now();" },
      { "server/tool/rules.ts": `export const f = () => \`at \${new Date()}\`;` },
      { "server/tool/rules.ts": "export const f = () => Math.random();" },
      { "server/tool/rules.ts": 'import { readFileSync } from "node:fs";' },
      { "server/tool/rules.ts": 'import { find } from "./store.ts";', "server/tool/store.ts": "" },
      {
        "server/tool/rules.ts": 'import { newId } from "../platform/ids.ts";',
        "server/platform/ids.ts": 'import { v7 } from "uuid";',
      },
      {
        "server/tool/rules.ts": 'import { f } from "./shape/part.ts";',
        "server/tool/shape/part.ts": "export const f = () => process.pid;",
      },
    ],
  },
  "rows are read and written by stores": {
    rule: purity.databaseOutsideStores,
    good: {
      "server/tool/add-tool.ts":
        "export const addTool = ({ ctx }) => ctx.platform.database.prisma.$transaction((tx) => insertTool(tx, ctx));",
      "server/tool/store.ts": "export const insertTool = (tx) => tx.tool.create({ data: {} });",
    },
    bad: [
      { "server/tool/add-tool.ts": "await ctx.platform.database.prisma.tool.create({});" },
      { "server/tool/add-tool.ts": "await tx.tool.findMany({});" },
      { "server/api/a.ts": "await db.$queryRaw`SELECT 1`;" },
      {
        "app/a.ts": 'import { Prisma } from "../prisma/generated/client.ts";',
        "prisma/generated/client.ts": "",
      },
    ],
  },
  "only server/env.ts reads the environment": {
    rule: purity.environmentReaders,
    good: { "server/env.ts": "process.env", "scripts/a.ts": "process.env" },
    bad: [{ "app/page.tsx": "const a = <p>Don't {process.env.HOME}</p>;" }],
  },
  "files are short": {
    rule: names.longFiles,
    good: { "server/a.ts": "x\n".repeat(250) },
    bad: [{ "server/a.ts": "x\n".repeat(251) }, { "server/a.test.ts": "x\n".repeat(301) }],
  },
  "names say something": {
    rule: names.emptyNames,
    good: { "server/calibrate.ts": "" },
    bad: [{ "server/utils.ts": "" }, { "components/helper.tsx": "" }, { "app/lib/a.ts": "" }],
  },
  "there are no barrels": {
    rule: names.barrels,
    good: { "server/a.ts": 'export { b } from "./b.ts"; export const c = 1;' },
    bad: [
      { "server/tool/index.ts": "" },
      { "server/tool/all.ts": 'export * from "./a.ts"; export type { B } from "./b.ts";' },
    ],
  },
  "what reads or writes in a noun is its store or a verb": {
    rule: names.strayNounFiles,
    good: {
      "server/tool/call-tool.ts": "export type Input = {}; export async function callTool() { fetch(url); }",
      "server/tool/http/request.ts": "export const request = () => fetch(url);",
      "server/tool/price.ts": "export const one = () => 1; export const two = () => 2;",
    },
    bad: [
      { "server/tool/price.ts": "export const price = () => fetch(url);" },
      {
        "server/tool/call-tool.ts":
          "export function callTool() { fetch(url); } export const other = () => {};",
      },
      {
        "server/tool/tool-things.ts": 'import { insert } from "./store.ts"; export const a = () => insert();',
        "server/tool/store.ts": "export const insert = () => {};",
      },
    ],
  },
};

describe.each(Object.entries(cases))("%s", (_, { rule, good, bad }) => {
  test("in this project", () => expect(rule(project)).toEqual([]));
  test.each(bad)("and the rule finds what breaks it (%#)", (files) =>
    expect(rule(exampleProject(files))).not.toEqual([]),
  );
  if (good) test("and lets what keeps it pass", () => expect(rule(exampleProject(good))).toEqual([]));
});

test("nothing stands at the top that has no place there", () => {
  const ignored = readFileSync(join(root, ".gitignore"), "utf8").split("\n");
  const isIgnored = (name: string) =>
    name === ".git" ||
    ignored.some(
      (line) => line.replace(/\/$/, "") === name || (line.startsWith("*") && name.endsWith(line.slice(1))),
    );
  expect(names.strayTopLevelNames(readdirSync(root).filter((name) => !isIgnored(name)))).toEqual([]);
  expect(names.strayTopLevelNames(["app", "lib"])).toEqual(["lib does not belong at the top"]);
});

test("imports are found in every form, and not in strings or comments", () => {
  const source = `
    import a from "a"; import "b"; import type { C } from "c"; import { type D, type E } from "d";
    import * as f from "f"; export * from "g"; export type { H } from "h"; const i = await import("i");
    // import j from "j"
    /* import k from "k" */ const l = 'import l from "l"'; const m = \`import m from "m" \${import("n")}\`;
    const o = /import p from "p"/; import q, { type R } from "q"; export const from = "s";`;
  const found = readImports(tokenize(source)).map((one) => `${one.specifier}${one.typeOnly ? ":type" : ""}`);
  expect(found).toEqual(["a", "b", "c:type", "d:type", "f", "g", "h:type", "i", "n", "q"]);
});
