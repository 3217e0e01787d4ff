import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { localeCookie } from "../app/locale/locales.ts";

/** Collects what the browser complains of from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/content security policy|hydrat/i.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}

export const speak = (context: BrowserContext, locale: string, url: string) =>
  context.addCookies([{ name: localeCookie, value: locale, url }]);

/** Pictures to look at, where a folder for them is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.FIRSTLINE_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
}

type Words = { [key: string]: string | Words };

/** A screen's words in a language, by their key under "endpoint". */
export function wordsOf(locale: "en" | "zh-CN") {
  const file = join(import.meta.dirname, `../messages/${locale}.json`);
  const { endpoint } = JSON.parse(readFileSync(file, "utf8")) as { endpoint: Words };
  return (key: string): string => {
    const found = key.split(".").reduce<string | Words>((at, part) => (at as Words)[part]!, endpoint);
    return found as string;
  };
}

/** A comment on an issue, signed as GitHub signs. */
export async function comment(page: Page, origin: string, key: string, secret: string, text: string) {
  const body = JSON.stringify({
    action: "created",
    issue: { node_id: "I_1", title: "Lamp" },
    comment: { body: text, created_at: new Date().toISOString() },
    sender: { id: 7, login: "octocat" },
  });
  const response = await page.request.post(`${origin}/api/webhook/v1/${key}`, {
    data: Buffer.from(body),
    headers: {
      "content-type": "application/json",
      "x-github-event": "issue_comment",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
  });
  return response.status();
}
