import { expect, test } from "vitest";
import { type KeyPress, shortcutOf } from "./key-press.ts";

const press: KeyPress = {
  key: "a",
  keyCode: 65,
  isComposing: false,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  inEditable: false,
  inOverlay: false,
};

test.each<[string, Partial<KeyPress>, string | undefined]>([
  ["a letter", {}, "a"],
  ["a question mark, whatever shift is doing", { key: "?" }, "?"],
  ["a letter in a text field", { inEditable: true }, undefined],
  ["a letter behind a dialog", { inOverlay: true }, undefined],
  ["a letter an input method composes with", { isComposing: true }, undefined],
  ["the key an input method took", { key: "Process", keyCode: 229 }, undefined],
  ["a letter the browser reports as taken", { keyCode: 229 }, undefined],
  ["Ctrl with a letter", { ctrlKey: true }, undefined],
  ["Command with a letter", { metaKey: true }, undefined],
  ["Alt with a letter", { altKey: true }, undefined],
  ["a named key", { key: "Enter", keyCode: 13 }, undefined],
  ["approving held down", { repeat: true }, undefined],
  ["moving held down", { key: "j", repeat: true }, "j"],
])("%s", (_, over, shortcut) => {
  expect(shortcutOf({ ...press, ...over })).toBe(shortcut);
});
