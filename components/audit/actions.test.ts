import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAction } from "./actions.ts";

const root = join(import.meta.dirname, "../..");
const written = globSync("server/**/*.ts", { cwd: root })
  .filter((path) => !path.endsWith(".test.ts"))
  .flatMap((path) =>
    // One, or one of two.
    [...readFileSync(join(root, path), "utf8").matchAll(/\baction: .*/g)].flatMap(([line]) =>
      [...line.matchAll(/"([a-z_-]+\.[a-z_-]+)"/g)].map((match) => match[1]!),
    ),
  );

test("every action the server writes has its words", () => {
  expect(new Set(written).size).toBeGreaterThan(30);
  const unknown = written.filter((action) => {
    const { subject, verb } = readAction(action);
    return !subject || !verb;
  });
  expect(unknown).toEqual([]);
});

test("what nobody knows is nothing", () => {
  expect(readAction("moon.eat")).toEqual({ subject: undefined, verb: undefined });
});
