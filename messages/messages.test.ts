import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import en from "./en.json" with { type: "json" };
import zh from "./zh-CN.json" with { type: "json" };

type Tree = { [key: string]: string | Tree };

const leaves = (tree: Tree, path = ""): [key: string, message: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );

const english = new Map(leaves(en));
const chinese = new Map(leaves(zh));
const argumentsOf = (message = "") =>
  [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort();

/** What may stand between brackets: text, and brackets with `inner` in them. */
const within = (inner: string) => `[^()]*(?:\\(${inner}\\)[^()]*)*`;

/**
 * The keys a source file uses: literal ones, those a template may form ("status." + anything), and for a variable every
 * key right under its namespace. Missing keys are the type checker's business.
 */
function usedKeys(source: string, keys: readonly string[]): Set<string> {
  const used = new Set<string>();
  const take = (namespace: string, text: string) => {
    const [prefix, dynamic] = text.split("${", 2);
    const start = `${namespace}.${prefix}`;
    for (const key of keys) if (dynamic === undefined ? key === start : key.startsWith(start)) used.add(key);
  };
  for (const [, namespace, key] of source.matchAll(/getTranslations\("([\w.]+)"\)\)\(\s*"([\w.]+)"/g))
    take(namespace!, key!);
  for (const [, name, namespace] of source.matchAll(
    /const (\w+) = (?:await )?(?:use|get)Translations\("([\w.]+)"\)/g,
  ))
    for (const [, argument] of source.matchAll(
      new RegExp(`\\b${name}\\((${within(within("[^()]*"))})\\)`, "g"),
    )) {
      const texts = [...argument!.matchAll(/"([\w.]+)"|`([^`]+)`/g)].map((match) => match[1] ?? match[2]!);
      for (const text of texts) take(namespace!, text);
      if (texts.length === 0 && /^\w+(\.\w+)*(,|$)/.test(argument!.trim())) take(namespace!, "${");
    }
  return used;
}

test("both languages say the same things", () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, message] of english)
    expect({ key, arguments: argumentsOf(chinese.get(key)) }).toEqual({
      key,
      arguments: argumentsOf(message),
    });
});

test("nothing was left untranslated", () => {
  const same = [...english].filter(([key, message]) => chinese.get(key) === message).map(([key]) => key);
  // Names, the figures' own names, and a mark.
  expect(same).toEqual([
    "services.names.supabase",
    "conversation.actor.system",
    "engine.grow.cloud.title",
    "evaluation.figure.recall1",
    "evaluation.figure.recall5",
    "evaluation.figure.mrr",
    "evaluation.figure.ndcg",
    "questions.origin.api",
    "thresholds.separator",
  ]);
});

test("no message is unused", () => {
  const root = join(import.meta.dirname, "..");
  const keys = [...english.keys()];
  const used = new Set(
    globSync(["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}"], { cwd: root }).flatMap((path) => [
      ...usedKeys(readFileSync(join(root, path), "utf8"), keys),
    ]),
  );
  expect(keys.filter((key) => !used.has(key))).toEqual([]);
});

test("the search for uses finds what is used, and nothing else", () => {
  const keys = ["a.title", "a.status.open", "a.status.done", "a.other", "b.one", "b.two"];
  const source =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source code
    'const t = useTranslations("a"); t(x ? "title" : "nowhere"); t(`status.${s}`); const u = useTranslations("b"); u(kind)';
  expect([...usedKeys(source, keys)].sort()).toEqual([
    "a.status.done",
    "a.status.open",
    "a.title",
    "b.one",
    "b.two",
  ]);
  expect([...usedKeys('(await getTranslations("a"))("other")', keys)]).toEqual(["a.other"]);
  expect([...usedKeys('const t = useTranslations("b"); t("one")', keys)]).toEqual(["b.one"]);
});

describe.each([
  ["en", en],
  ["zh-CN", zh],
] as const)("in %s", (locale, messages) => {
  test.each([...english.keys()])("%s can be formatted", (key) => {
    const failures: unknown[] = [];
    const translate = createTranslator({ locale, messages, onError: (error) => failures.push(error) });
    const values = Object.fromEntries(
      argumentsOf(english.get(key)).map((name) => [name, name === "count" ? 3 : "x"]),
    );
    const tags = Object.fromEntries(
      [...english.get(key)!.matchAll(/<(\w+)>/g)].map(([, name]) => [name, (chunks: string) => chunks]),
    );
    const text = (translate.markup as (key: string, values: object) => string)(key, { ...values, ...tags });
    expect(failures).toEqual([]);
    expect(text).not.toMatch(/[{}]|^$/);
  });
});
