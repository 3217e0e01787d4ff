import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test, ticket } from "./desk.ts";

/** Text from outside is text on every screen: nothing in it runs, becomes markup, or makes the browser fetch anything. */

const file = join(
  process.env.FIRSTLINE_TEST_DATA ?? join(import.meta.dirname, "../../shared/data"),
  "attacks/xss.json",
);
type Attacks = {
  payloads: { s: string }[];
  exfiltration: { s: string }[];
  filenames: (string | { s: string })[];
};
const attacks: Attacks = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { payloads: [], exfiltration: [], filenames: [] };
const payloads = [...attacks.payloads, ...attacks.exfiltration].map(({ s }) => s.replaceAll("\u0000", ""));
const names = attacks.filenames
  .map((name) => (typeof name === "string" ? name : name.s).replace(/[/\\\p{Cc}]/gu, "_").slice(0, 200))
  .filter((name) => name.trim() !== "");

/** What made it into the page although it must not; the network and the policy are watched by the fixture. */
async function expectOnlyText(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const own = new Set(["onload"]);
    const handlers = [...document.querySelectorAll("body *")].flatMap((element) =>
      element.getAttributeNames().filter((name) => name.startsWith("on") && !own.has(name)),
    );
    const links = [...document.querySelectorAll("a[href], iframe, object, embed, form[action]")]
      .map((element) => element.getAttribute("href") ?? element.tagName)
      .filter((href) => !/^[/#]/.test(href));
    return {
      ran: (window as { __xss?: string }).__xss ?? null,
      handlers,
      links,
      images: document.images.length,
    };
  });
  expect({ where, ...found }).toEqual({ where, ran: null, handlers: [], links: [], images: 0 });
}

test(`${payloads.length} hostile texts and ${names.length} file names stay text`, async ({
  page,
  desk,
  signIn,
}) => {
  test.skip(payloads.length === 0, "no test data: FIRSTLINE_TEST_DATA names its folder");
  test.setTimeout(240_000);
  await page.addInitScript(() => {
    for (const name of ["alert", "prompt", "confirm", "print"])
      Object.defineProperty(window, name, { value: () => Object.assign(window, { __xss: name }) });
  });

  const perTicket = 80;
  const events: string[] = [];
  for (let at = 0; at < payloads.length; at += perTicket) {
    const some = payloads.slice(at, at + perTicket);
    const event = ticket({
      text: some.join("\n"),
      name: some.find((text) => text.length < 200) ?? "x",
      entity: some.find((text) => text.length < 120) ?? "x",
    });
    const answer = await desk.post(event);
    expect(answer.status).toBe(202);
    events.push(((await answer.json()) as { event_id: string }).event_id);
  }
  const document = await desk.addDocument("hostile.md", payloads.map((text) => `    ${text}`).join("\n\n"));
  for (const name of names) {
    const form = new FormData();
    form.append("file", new Blob(["Plain words."]), `${name}.txt`);
    form.append("title", name);
    await desk.app.api("POST", "/api/v1/documents", form);
  }

  await signIn("/inbox?status=all");
  await expect(page.locator("[data-conversation]").nth(events.length - 1)).toBeAttached();
  await expectOnlyText(page, "inbox");
  for (const id of events) {
    const read = () =>
      desk.app.api<{ conversation_id: string; suggestion_id: string | null }>("GET", `/api/v1/events/${id}`);
    await expect.poll(async () => (await read()).suggestion_id, { timeout: 20_000 }).not.toBeNull();
    const { conversation_id: conversation, suggestion_id: suggestion } = await read();
    await page.goto(`/inbox/${conversation}`);
    await expect(page.getByRole("textbox", { name: "Reply text" })).toBeVisible();
    await expectOnlyText(page, "conversation");
    if (id === events[0]) {
      const text = payloads.slice(0, perTicket).join("\n");
      await desk.app.api("POST", `/api/v1/suggestions/${suggestion}/approve`, { text });
      await expect(page.getByRole("article").getByText("replied", { exact: true })).toBeVisible();
      await expectOnlyText(page, "conversation with its reply");
    }
    await page.goto(`/events/${id}`);
    await expect(page.getByRole("heading", { name: "Body, as received" })).toBeVisible();
    await expectOnlyText(page, "event");
  }
  await page.goto("/deliveries");
  await page.getByRole("list", { name: "Deliveries" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Attempts" })).toBeVisible();
  await expectOnlyText(page, "delivery");
  await page.goto("/knowledge?query=alert");
  await expect(
    page.getByRole("list", { name: "Knowledge" }).getByRole("link").nth(names.length),
  ).toBeAttached();
  await expectOnlyText(page, "knowledge");
  await page.goto(`/knowledge/${document}?start=0&end=40`);
  await expectOnlyText(page, "document");
});
