import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { newSecret, prepareApp } from "../server/testing/start-app.ts";
import { axeFindsNothing } from "./axe.ts";
import { admin, ownPort } from "./desk.ts";
import { signIn } from "./sign-in.ts";

/** A model that asks to be spared, until it is mended. */
async function startModel() {
  const state = { mended: false };
  const server = createServer((request, response) => {
    request.resume();
    const headers = { "content-type": "application/json", "retry-after": "1" };
    if (!state.mended) return response.writeHead(429, headers).end('{"error":{"message":"busy"}}');
    const message = { role: "assistant", content: "Charge the lamp first." };
    const choices = [{ index: 0, message, finish_reason: "stop" }];
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    const answer = { id: "1", object: "chat.completion", created: 1, model: "small", choices, usage };
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, close, state };
}

test("a failed run is seen, run again, and done", async ({ browser }) => {
  test.setTimeout(180_000);
  const model = await startModel();
  const secret = newSecret();
  const app = prepareApp(ownPort.runs, {
    FIRSTLINE_ADMIN_EMAIL: admin.email,
    FIRSTLINE_ADMIN_PASSWORD: admin.password,
    FIRSTLINE_MODEL: "small",
    OPENAI_BASE_URL: model.url,
  });
  try {
    await app.start();
    await app.api("POST", "/api/v1/endpoints", {
      key: "tickets",
      name: "Tickets",
      verification: { scheme: "standard-webhooks", secret },
    });
    const event = { event_id: "1", type: "ticket.created", text: "My lamp is dark", user_id: "u1" };
    expect((await app.post("tickets", secret, event)).status).toBe(202);

    const context = await browser.newContext({ baseURL: app.origin });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (/content security policy|hydrat/i.test(message.text())) complaints.push(message.text());
    });
    await signIn(page, admin, "/runs");

    // While it waits for its next try it can be opened; once it has failed, the navigation says so.
    await expect(page.getByRole("navigation").getByText("1 failed run to look at")).toBeAttached({
      timeout: 60_000,
    });
    await page.getByRole("button", { name: /^Failed 1$/ }).click();
    await expect(page).toHaveURL(/status=failed/);
    const failed = page.getByRole("list", { name: "Runs" }).getByRole("link");
    await expect(failed).toHaveCount(1);
    await failed.click();
    await expect(page.getByRole("heading", { name: "Handle an incoming event" })).toBeVisible();
    await expect(page.getByText("Failed", { exact: true }).first()).toBeVisible();
    await page.getByText("Draft the suggestion").click();
    await expect(page.getByRole("list", { name: "Tries" }).getByRole("listitem")).toHaveCount(5);
    await axeFindsNothing(page);
    const first = page.url();

    model.state.mended = true;
    await page.getByRole("button", { name: "Run again" }).click();
    await page.waitForURL((url) => url.href !== first);
    await expect(page.getByText("Completed", { exact: true })).toBeVisible();
    await expect(page.getByRole("navigation").getByText("failed run")).toHaveCount(0);
    await page.getByRole("link", { name: "ticket.created" }).click();
    await expect(page.getByText("To review").first()).toBeVisible();

    // The machine's side of the same: counted, and nothing left to alert on.
    const metrics = await (await fetch(`${app.origin}/metrics`)).text();
    expect(metrics).toContain(
      'firstline_engine_runs_failed_total{function="firstline-handle-incoming-event"} 1',
    );
    expect(metrics).toContain("firstline_engine_failed_runs 0");
    expect(complaints).toEqual([]);
  } finally {
    await app.remove();
    model.close();
  }
});
