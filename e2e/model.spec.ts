import { expect, test } from "@playwright/test";
import { startModelServer } from "../server/testing/model-server.ts";
import { newSecret, prepareApp } from "../server/testing/start-app.ts";
import { axeFindsNothing } from "./axe.ts";
import { admin, live, ownPort } from "./desk.ts";
import { signIn } from "./sign-in.ts";

const words = {
  "en-GB": {
    text: "Where is my parcel P-1?",
    reply:
      "Dear Nora,\n\nYour parcel P-1 has left our warehouse and is on its way to you now. It costs you 12.50 EUR.\n\nKind regards",
    writing: "A reply is being written. It is checked before it can be sent.",
    editor: "Reply text",
    told: /Something happened to P-1 that this draft does not know of/,
    refused: /^Not sent\. Something happened to P-1/,
    superseded: /A newer event about P-1 took the place of this draft/,
    mine: "The draft you were writing on was superseded. Your text:",
    keep: "Keep it as a note",
    open: "Open where it is answered",
    send: "Approve and send",
    rewrite: "Rewrite",
    shorter: "Shorter",
    rewriting: "Being rewritten: Make it shorter.",
    short: "Dear Nora,\n\nYour parcel P-1 is on its way to you.\n\nKind regards",
    own: "In your own words…",
    wish: "What to change",
    mention: "Mention the door",
    notDone: "Not rewritten: Mention the door The model slow answered no text.",
  },
  "zh-CN": {
    text: "我的包裹 P-1 到哪里了？",
    reply:
      "您好，Nora：\n\n您的包裹 P-1 已经从仓库发出，正在送往您的地址，请您留意查收。费用为 12.50 元。\n\n祝好",
    writing: "正在撰写回复，完成核对后才能发送。",
    editor: "回复内容",
    told: /P-1 有新情况，这份草稿尚未考虑。新的草稿正在生成/,
    refused: /^未发送。P-1 有新情况/,
    superseded: /P-1 有了更新的事件，这份草稿已被取代/,
    mine: "你编辑的草稿已被取代。你写的内容：",
    keep: "存为备注",
    open: "前往对应会话",
    send: "批准并发送",
    rewrite: "改写",
    shorter: "更简短",
    rewriting: "正在改写：写得更简短一些。",
    short: "您好，Nora：\n\n您的包裹 P-1 正在送往您的地址。\n\n祝好",
    own: "自行说明…",
    wish: "修改要求",
    mention: "提到门口",
    notDone: "未改写：提到门口 模型 slow 没有返回文本。",
  },
} as const;

let count = 0;
const parcel = (type: string, text: string, contact: string) => ({
  event_id: `parcel-${++count}`,
  type,
  text,
  parcel: "P-1",
  user_id: contact,
});

test("a reply appears as a model writes it, and is not sent past what happened meanwhile", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const pace = { pauseMs: 0 };
  let reply = "";
  const model = await startModelServer(() => ({ content: reply }), pace);
  const app = prepareApp(ownPort.model, {
    FIRSTLINE_ADMIN_EMAIL: admin.email,
    FIRSTLINE_ADMIN_PASSWORD: admin.password,
    FIRSTLINE_MODEL: "slow",
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "k",
  });
  const secret = newSecret();
  try {
    await app.start();
    await app.api("POST", "/api/v1/endpoints", {
      key: "parcels",
      name: "Parcels",
      verification: { scheme: "standard-webhooks", secret },
      mapping: {
        event_id: "event_id",
        type: "type",
        text: "text",
        entity: "parcel",
        contact: { id: "user_id" },
      },
    });
    for (const locale of ["en-GB", "zh-CN"] as const) {
      const t = words[locale];
      reply = t.reply;
      const context = await browser.newContext({ locale, baseURL: app.origin });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (/content security policy|hydrat/i.test(message.text())) complaints.push(message.text());
      });
      await signIn(page, admin);

      // The conversation is open, and the reply grows in it.
      await page.goto("/inbox?status=all");
      await live(page);
      pace.pauseMs = 800;
      const accepted = await app.post("parcels", secret, parcel(`parcel.shipped.${locale}`, t.text, locale));
      expect(accepted.status).toBe(202);
      await page.locator("[data-conversation]").filter({ hasText: t.text }).click();
      const writing = page.getByRole("region", { name: t.writing });
      const shown = () => writing.locator("p").last().innerText();
      await expect(writing).toBeVisible({ timeout: 15_000 });
      const early = (await shown()).length;
      expect(early).toBeLessThan(t.reply.length);
      await expect.poll(async () => (await shown()).length).toBeGreaterThan(early);
      // Whoever comes back meanwhile sees what is stored, and then the rest of it.
      await page.reload();
      await expect(page.getByRole("textbox", { name: t.editor })).toHaveCount(0);
      const editor = page.getByRole("textbox", { name: t.editor });
      await expect(editor).toHaveValue(t.reply, { timeout: 20_000 });
      await expect(writing).toHaveCount(0);

      // Somebody edits it, and the parcel arrives.
      await editor.press("End");
      await page.keyboard.type(" !");
      const older = page.url();
      expect(
        (await app.post("parcels", secret, parcel(`parcel.delivered.${locale}`, "Left at the door", locale)))
          .status,
      ).toBe(202);
      await expect(page.getByRole("status").filter({ hasText: t.told })).toBeVisible();
      await page.getByRole("button", { name: t.send, exact: true }).click();
      const alert = page.getByRole("alert").filter({ hasText: t.refused });
      await expect(alert).toBeVisible();
      await expect(alert.getByText("Left at the door")).toBeVisible();

      // The new draft takes its place; the agent's words are theirs to keep.
      await expect(page.getByRole("status").filter({ hasText: t.superseded })).toBeVisible({
        timeout: 20_000,
      });
      await expect(page.getByText(t.mine)).toBeVisible();
      await page.getByRole("button", { name: t.keep }).click();
      await page.getByRole("link", { name: t.open }).click();
      await page.waitForURL((url) => url.href !== older && url.pathname !== new URL(older).pathname);
      await expect(page.getByRole("textbox", { name: t.editor })).toHaveValue(t.reply);

      // The agent has it written anew, and sees it grow; what it was stays among the earlier ones.
      reply = t.short;
      await page.getByRole("button", { name: t.rewrite, exact: true }).click();
      await page.getByRole("menuitem", { name: t.shorter }).click();
      await expect(page.getByRole("status").filter({ hasText: t.rewriting })).toBeVisible();
      await expect(page.getByRole("button", { name: t.rewrite, exact: true })).toBeDisabled();
      await expect(page.getByRole("textbox", { name: t.editor })).toHaveValue(t.short, { timeout: 20_000 });
      // A model that fails leaves the draft, and says why.
      reply = "";
      await page.getByRole("button", { name: t.rewrite, exact: true }).click();
      await page.getByRole("menuitem", { name: t.own }).click();
      await page.getByRole("textbox", { name: t.wish }).fill(t.mention);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("status").filter({ hasText: t.notDone })).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole("textbox", { name: t.editor })).toHaveValue(t.short);
      await axeFindsNothing(page);

      const { data } = await app.api<{ data: unknown[] }>("GET", "/api/v1/deliveries");
      expect(data).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  } finally {
    await app.remove();
    model.close();
  }
});
