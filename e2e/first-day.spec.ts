import type { Page } from "@playwright/test";
import { axeFindsNothing } from "./axe.ts";
import { expect, live, test } from "./desk.ts";

/** An admin's first day, in Chinese: from an empty team to a colleague who came and went. */
test.use({ locale: "zh-CN" });

const agent = { name: "小林", email: `xiaolin-${process.pid}@example.com`, password: "a password of hers" };

/** The open window; a toast calls itself a dialog too. */
const windowOf = (page: Page) => page.locator("[role=dialog]:not([data-type])");

test("an admin names the workspace, invites, connects, and shows somebody out", async ({
  page,
  browser,
  desk,
  signIn,
}) => {
  test.setTimeout(240_000);
  await signIn("/settings/general");

  await test.step("the workspace gets its name", async () => {
    await page.getByLabel("工作区名称").fill("灯具售后");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByText("工作区已改名。")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("工作区名称")).toHaveValue("灯具售后");
  });

  const link = await test.step("a colleague is invited by a link, by keyboard alone", async () => {
    await page.getByRole("link", { name: "团队" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "团队" })).toBeVisible();
    await page.getByRole("button", { name: "邀请成员" }).focus();
    await page.keyboard.press("Enter");
    const dialog = windowOf(page);
    await expect(dialog.getByLabel("邮箱")).toBeFocused();
    await page.keyboard.type(agent.email);
    await page.keyboard.press("Enter");
    const field = dialog.getByLabel("邀请链接");
    await expect(field).toHaveValue(/\/sign-in\/invitation\?token=[\w-]{43}$/);
    await axeFindsNothing(page, "invitation made");
    const url = await field.inputValue();
    await page.keyboard.press("Escape");
    await expect(page.getByText(agent.email)).toBeVisible();
    return url;
  });

  const theirs = await browser.newContext({ locale: "zh-CN", baseURL: desk.app.origin });
  const colleague = await theirs.newPage();
  await test.step("she joins in her own browser, and is offered what an agent may do", async () => {
    await colleague.goto(link);
    await expect(colleague.getByRole("heading", { name: "加入 灯具售后" })).toBeVisible();
    await expect(colleague).toHaveURL(/\/sign-in\/invitation$/);
    await axeFindsNothing(colleague, "invitation");
    await colleague.getByLabel("你的姓名").fill(agent.name);
    await colleague.getByLabel("设置密码").fill(agent.password);
    await colleague.getByRole("button", { name: "加入" }).click();
    await colleague.waitForURL(/\/inbox|\/home/);
    await colleague.goto("/settings");
    const nav = colleague.getByRole("navigation", { name: "设置页面" });
    await expect(nav.getByRole("link", { name: "个人资料" })).toBeVisible();
    await expect(nav.getByRole("link", { name: "API 密钥" })).toHaveCount(0);
    await colleague.goto("/settings/api-keys");
    await expect(colleague.getByText("此页面仅管理员可用")).toBeVisible();
    await colleague.goto(link);
    await expect(colleague.getByText("此邀请无法使用")).toBeVisible();
    await colleague.goto("/inbox");
    await live(colleague);
  });

  await test.step("a channel is added, its secret shown once, and tested", async () => {
    await page.goto("/settings/channels");
    await page.getByRole("button", { name: "添加渠道" }).click();
    const dialog = windowOf(page);
    await dialog.getByLabel("名称").fill("订单系统");
    await dialog.getByLabel("地址").fill("http://10.0.0.7/hook");
    await dialog.getByRole("button", { name: "添加" }).click();
    await expect(dialog.getByText("无法使用该地址")).toBeVisible();
    await dialog.getByLabel("地址").fill(desk.receiver.url);
    await dialog.getByRole("button", { name: "添加" }).click();
    await expect(dialog.locator("input[readonly]")).toHaveValue(/^whsec_/);
    await dialog.getByRole("button", { name: "我已复制" }).click();
    const row = page.getByRole("listitem").filter({ hasText: "订单系统" });
    await row.getByRole("button", { name: "测试" }).click();
    await expect(dialog).toContainText("对方已接收测试消息");
    await dialog.getByRole("button", { name: "完成" }).click();
    await axeFindsNothing(page, "channels");
  });

  await test.step("a paused channel says so, and sends again when resumed", async () => {
    const row = page.getByRole("listitem").filter({ hasText: "订单系统" });
    await row.getByRole("button", { name: "暂停" }).click();
    await expect(row.getByText("已暂停")).toBeVisible();
    await row.getByRole("button", { name: "恢复" }).click();
    await expect(row.getByText("已暂停")).toHaveCount(0);
  });

  await test.step("an API key works, and is refused the moment it is revoked", async () => {
    await page.goto("/settings/api-keys");
    await page.getByRole("button", { name: "新建密钥" }).click();
    const dialog = windowOf(page);
    await dialog.getByLabel("名称").fill("CRM");
    await dialog.getByRole("button", { name: "创建密钥" }).click();
    const key = await dialog.getByLabel("API 密钥").inputValue();
    await dialog.getByRole("button", { name: "我已复制" }).click();
    const call = () =>
      fetch(`${desk.app.origin}/api/v1/conversations`, { headers: { authorization: `Bearer ${key}` } });
    expect((await call()).status).toBe(200);
    await page.getByRole("button", { name: "吊销 CRM" }).click();
    await dialog.getByRole("button", { name: "吊销" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "CRM" }).getByText("已吊销")).toBeVisible();
    expect((await call()).status).toBe(403);
  });

  await test.step("secrets, services and the audit log tell what there is", async () => {
    await page.goto("/settings/secrets");
    await expect(page.getByRole("listitem").filter({ hasText: "订单系统" })).toContainText("••••");
    await axeFindsNothing(page, "secrets");
    await page.goto("/settings/services");
    await page.getByRole("button", { name: "测试：数据库" }).click();
    await expect(page.getByText("正常。")).toBeVisible();
    await page.getByRole("button", { name: "测试：模型" }).click();
    await expect(page.getByText("未设置模型")).toBeVisible();
    await axeFindsNothing(page, "services");
    await page.goto("/settings/audit");
    await expect(page.getByText("API 密钥 · 已吊销").first()).toBeVisible();
    await page.getByRole("button", { name: "渠道", exact: true }).click();
    await expect(page.getByText("渠道 · 已恢复").first()).toBeVisible();
    await expect(page.getByText("API 密钥 · 已吊销")).toHaveCount(0);
    await axeFindsNothing(page, "audit");
  });

  await test.step("whoever is removed is out at once, on the page that is open", async () => {
    await page.goto("/settings/team");
    await page.getByRole("button", { name: `移除 ${agent.name}` }).click();
    await windowOf(page).getByRole("button", { name: "移除" }).click();
    await colleague.waitForURL(/\/sign-in/, { timeout: 5000 });
    await colleague.goto("/inbox");
    await colleague.waitForURL(/\/sign-in/);
    await expect(page.getByText("最后一位管理员不可移除或降级。")).toBeVisible();
    await axeFindsNothing(page, "team");
  });
  await theirs.close();
});
