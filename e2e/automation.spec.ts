import { expect, live, test } from "./desk.ts";

let count = 0;
/** An event of a shop, a device or a customer base, not a ticket: whatever it carries stands in `data`. */
const happened = (type: string, name: string, data: object) => {
  count += 1;
  const id = `${type}-${process.pid}-${count}`;
  return {
    event_id: id,
    type,
    created_at: new Date().toISOString(),
    data: { user: { id, name, email: `${count}@example.com` }, ...data },
  } as never;
};

test("a payment thanks with what the order system says; the refund waits for an approval and runs once", async ({
  page,
  desk,
  signIn,
}) => {
  const { host } = desk.shop;
  await signIn("/tools/new");

  // A tool from a cURL line: the credential becomes a secret, the order number an input.
  await page.getByRole("button", { name: "Import" }).click();
  await page
    .getByLabel("cURL line or OpenAPI document")
    .fill(`curl http://${host}/orders/1001 -H 'Authorization: Bearer shop-secret-1234'`);
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByLabel("Address")).toHaveValue(`http://${host}/orders/{order_id}`);
  await page.getByLabel("Name", { exact: true }).first().fill("query_order_status");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/tools\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Set, ends in 1234")).toBeVisible();
  await page.getByRole("textbox", { name: "order_id" }).last().fill("1001");
  await page.getByRole("button", { name: "Call it once" }).click();
  await expect(page.getByRole("list", { name: "Last calls" }).getByText("2026-11-25")).toBeVisible();

  // A second one that writes, as another program would make it.
  await desk.app.api("POST", "/api/v1/tools", {
    name: "refund_order",
    description: "Refunds an order in full.",
    effect: "write",
    request: { method: "POST", url: `http://${host}/refunds` },
    input_schema: { type: "object", properties: { order_id: { type: "string" } }, required: ["order_id"] },
  });

  // The playbook: only large amounts, both tools, a template; simulated before it is saved.
  const payment = happened("payment.succeeded", "Pia Payer", { order_id: 1001, amount: 49.9 });
  await page.goto("/playbooks/new");
  await page.getByLabel("Name", { exact: true }).fill("Thank for payments");
  await page.getByLabel("Event type").fill("payment.succeeded");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("Field").fill("body.data.amount");
  await page.getByLabel("Comparison").selectOption("more than");
  await page.getByLabel("Value", { exact: true }).first().fill("10");
  await page.getByLabel("query_order_status").check();
  await page.getByLabel("order_id").fill("body.data.order_id");
  await page.getByLabel("refund_order").check();
  await page
    .getByLabel("Reply template")
    .fill(
      "Thank you, {{contact.name}}. Order {{body.data.order_id}} is {{tools.query_order_status.status}} and arrives on {{tools.query_order_status.eta | date: '%d %B %Y'}}.",
    );
  await page.getByRole("button", { name: "Simulate" }).click();
  await expect(page.getByText(/would be served\./)).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/playbooks\/[0-9a-f-]{36}$/);

  // The event arrives, and the draft is there with its evidence.
  await page.goto("/inbox");
  await live(page);
  desk.shop.seen.length = 0;
  expect((await desk.post(payment)).status).toBe(202);
  await page.getByRole("link", { name: "Pia Payer" }).click();
  await expect(page.getByRole("textbox", { name: "Reply text" })).toHaveValue(
    "Thank you, Pia Payer. Order 1001 is shipped and arrives on 25 November 2026.",
  );
  const suggestion = page.getByRole("region", { name: "Suggested reply" });
  await expect(suggestion.getByText("Tool result query_order_status.eta")).toBeVisible();
  await expect(suggestion.getByText(/^(\d+) of \1 checks passed$/)).toBeVisible();

  // The refund is asked for in words; nothing has been sent for it yet.
  const refund = page.getByRole("region", { name: /asks to run refund_order/ });
  await expect(refund.getByText("Refunds an order in full.")).toBeVisible();
  await expect(refund.getByText(`It sends a POST request to ${host}.`)).toBeVisible();
  expect(desk.shop.seen.map(({ method }) => method)).toEqual(["GET"]);
  await refund.getByRole("button", { name: "Approve and run" }).click();
  await expect(refund).toHaveCount(0);
  const posts = () => desk.shop.seen.filter(({ method }) => method === "POST");
  await expect.poll(() => posts().length).toBe(1);
  expect(posts()[0]).toMatchObject({ url: "/refunds", body: '{"order_id":"1001"}' });
  expect(posts()[0]!.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  await expect(page.getByRole("region", { name: "Tool calls" }).getByText("Done")).toHaveCount(2);
});

test("a device's alarm takes the runbook's steps to the person on call, by itself", async ({ desk }) => {
  const [channel] = (await desk.app.api<{ data: { id: string }[] }>("GET", "/api/v1/channels")).data;
  await desk.addDocument(
    "runbook.md",
    "# Pump runbook\n\n## Overheating E42\n\nClose the inlet valve first. Let the pump cool for 20 minutes. Then restart it from the panel.",
  );
  await desk.app.api("POST", "/api/v1/playbooks", {
    name: "Alarms",
    event_type: "device.alarm",
    condition: {
      combinator: "and",
      rules: [{ field: "body.data.severity", operator: "in", value: ["critical", "major"] }],
    },
    reply_template: "Alarm {{body.data.code}} on {{body.data.device_id}}:\n{{answer}}",
    channel_id: channel!.id,
    autonomy: "auto",
    priority: 20,
  });
  const alarm = (severity: string) =>
    happened("device.alarm", "On call", {
      device_id: "pump-7",
      code: "E42",
      severity,
      description: "Pump overheating, error E42",
    });
  await desk.post(alarm("critical"));
  const arrived = () => desk.receiver.received.filter(({ text }) => text.includes("pump-7"));
  await expect.poll(() => arrived().length, { timeout: 15_000 }).toBe(1);
  expect(arrived()[0]!.text).toMatch(/^Alarm E42 on pump-7:\nClose the inlet valve first\./);
  expect(arrived()[0]).toMatchObject({ verified: true });
});

test.describe("zh-CN", () => {
  test.use({ locale: "zh-CN" });

  test("a customer of high value is welcomed in their language; a smaller one is not", async ({
    page,
    desk,
    signIn,
  }) => {
    await desk.app.api("POST", "/api/v1/playbooks", {
      name: "重要客户欢迎",
      event_type: "customer.created",
      condition: { combinator: "and", rules: [{ field: "body.data.value", operator: ">=", value: 10000 }] },
      reply_template:
        "{% if language == 'zh' %}{{contact.name}}，您好！欢迎加入，我是您的专属顾问。{% else %}Welcome, {{contact.name}}. I am your personal adviser.{% endif %}",
      priority: 20,
    });
    await signIn();
    await live(page);
    await desk.post(happened("customer.created", "李小龙", { value: 50, locale: "zh-CN" }));
    await desk.post(happened("customer.created", "林晓彤", { value: 52000, locale: "zh-CN" }));
    await page.getByRole("link", { name: "林晓彤" }).click();
    await expect(page.getByRole("textbox", { name: "回复内容" })).toHaveValue(
      "林晓彤，您好！欢迎加入，我是您的专属顾问。",
    );
    await expect(page.getByRole("link", { name: "李小龙" })).toHaveCount(0);
    await page.goto("/playbooks");
    await expect(page.getByRole("list", { name: "预案" }).getByText("重要客户欢迎")).toBeVisible();
    await page.getByRole("button", { name: "停止所有自动发送" }).click();
    await expect(page.getByText("任何回复都需人员确认才会发出")).toBeVisible();
    await page.getByRole("button", { name: "允许自动发送" }).click();
    await expect(page.getByText("自动预案在所有检查通过时自行发送。")).toBeVisible();
  });
});
