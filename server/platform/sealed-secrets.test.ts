import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createSealedSecrets } from "./sealed-secrets.ts";

const secrets = createSealedSecrets(randomBytes(32));
const sealed = secrets.seal("whsec_密码", "workspace/endpoint/1");

test("what was sealed opens with the same key and context", () => {
  expect(secrets.open(sealed, "workspace/endpoint/1")).toBe("whsec_密码");
  expect(secrets.open(secrets.seal("", "c"), "c")).toBe("");
});

test("the same secret never looks the same twice, and is not in what is stored", () => {
  const again = secrets.seal("whsec_密码", "workspace/endpoint/1");
  expect(again.ciphertext.equals(sealed.ciphertext)).toBe(false);
  expect(again.nonce.equals(sealed.nonce)).toBe(false);
  expect(sealed.ciphertext.includes("whsec")).toBe(false);
});

test("a secret moved to another row does not open", () => {
  expect(() => secrets.open(sealed, "workspace/endpoint/2")).toThrow();
});

test("a changed byte, a changed nonce and a cut tag do not open", () => {
  const { ciphertext, nonce } = sealed;
  for (let i = 0; i < ciphertext.length; i++) {
    const changed = Buffer.from(ciphertext);
    changed[i]! ^= 1;
    expect(() => secrets.open({ ...sealed, ciphertext: changed }, "workspace/endpoint/1")).toThrow();
  }
  for (let length = 0; length < ciphertext.length; length++)
    expect(() =>
      secrets.open({ ...sealed, ciphertext: ciphertext.subarray(0, length) }, "workspace/endpoint/1"),
    ).toThrow();
  expect(() =>
    secrets.open({ ...sealed, nonce: Buffer.alloc(nonce.length) }, "workspace/endpoint/1"),
  ).toThrow();
});

test("another master key is named as the reason", () => {
  const other = createSealedSecrets(randomBytes(32));
  expect(() => other.open(sealed, "workspace/endpoint/1")).toThrow("FIRSTLINE_MASTER_KEY");
  expect(() => other.open({ ...sealed, keyId: other.seal("", "").keyId }, "workspace/endpoint/1")).toThrow();
});
