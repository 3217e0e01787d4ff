import { test as base, expect, type Page } from "@playwright/test";
import { localeCookie } from "../app/locale/locales.ts";
import { newSecret, prepareApp, type RunningApp } from "../server/testing/start-app.ts";
import { startToolServer } from "../server/testing/tool-server.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { signIn } from "./sign-in.ts";
import { startTwilio, type Twilio } from "./twilio.ts";
import { startWecom, type Wecom } from "./wecom.ts";

export const admin = { email: "mira@example.com", password: "correct horse battery" };

/** The twelve ports the stories may use: each worker has a desk on one of the first three; stories that start their own take the rest. */
const firstPort = Number(process.env.FIRSTLINE_E2E_PORT ?? 4310);
export const ownPort = {
  modelAway: firstPort + 5,
  crash: firstPort + 6,
  restart: firstPort + 7,
  runs: firstPort + 8,
  firstMinutes: firstPort + 9,
  endpointFields: firstPort + 3,
  endpoints: firstPort + 4,
  model: firstPort + 10,
  toolSources: firstPort + 11,
};

export type Ticket = {
  event_id: string;
  type: string;
  created_at: string;
  data: { ticket_id: string; description: string; user: { id: string; name: string; email: string } };
};

export type Shop = Awaited<ReturnType<typeof startToolServer>>;

/** The whole product on a data folder of its own, connected to a ticket desk and to a customer's system. */
export type Desk = {
  app: RunningApp;
  receiver: Receiver;
  /** The shop that tools ask: every order is shipped. */
  shop: Shop;
  /** Reachable, and connected by the stories that use it. */
  wecom: Wecom;
  twilio: Twilio;
  /** Posts a ticket, signed as its desk signs. */
  post(ticket: Ticket): Promise<Response>;
  addDocument(filename: string, text: string): Promise<string>;
};

let tickets = 0;

/** A ticket nobody has sent before; `over` says what matters to the test. */
export function ticket(over: {
  text: string;
  name?: string;
  id?: string;
  type?: string;
  entity?: string;
}): Ticket {
  tickets += 1;
  const id = over.id ?? `customer-${process.pid}-${tickets}`;
  return {
    event_id: `evt-${process.pid}-${tickets}`,
    type: over.type ?? "ticket.created",
    created_at: new Date().toISOString(),
    data: {
      ticket_id: over.entity ?? `T-${tickets}`,
      description: over.text,
      user: { id, name: over.name ?? `Customer ${tickets}`, email: `${id}@example.com` },
    },
  };
}

type List<T> = { data: T[] };

async function startDesk(
  app: RunningApp,
  receiver: Receiver,
  shop: Shop,
  wecom: Wecom,
  twilio: Twilio,
  replySecret: string,
): Promise<Desk> {
  await app.start();
  const secret = newSecret();
  await app.api("POST", "/api/v1/endpoints", {
    key: "tickets",
    name: "Ticket desk",
    verification: { scheme: "standard-webhooks", secret },
    mapping: {
      event_id: "event_id",
      type: "type",
      occurred_at: "created_at",
      entity: "data.ticket_id",
      text: "data.description",
      contact: { id: "data.user.id", name: "data.user.name", email: "data.user.email" },
    },
  });
  const channel = await app.api<{ id: string }>("POST", "/api/v1/channels", {
    name: "Customer's system",
    kind: "webhook",
    config: { url: receiver.url },
    secret: replySecret,
  });
  const [playbook] = (await app.api<List<{ id: string }>>("GET", "/api/v1/playbooks")).data;
  await app.api("PATCH", `/api/v1/playbooks/${playbook?.id}`, { channel_id: channel.id });

  const desk: Desk = {
    app,
    receiver,
    shop,
    wecom,
    twilio,
    post: (event) => app.post("tickets", secret, event),
    async addDocument(filename, text) {
      const form = new FormData();
      form.append("file", new Blob([text], { type: "text/markdown" }), filename);
      const { id } = await app.api<{ id: string }>("POST", "/api/v1/documents", form);
      await expect
        .poll(async () => (await app.api<{ status: string }>("GET", `/api/v1/documents/${id}`)).status, {
          timeout: 20_000,
        })
        .toBe("ready");
      return id;
    },
  };
  await desk.addDocument("returns.md", returnsPolicy);
  await desk.addDocument("发货与退款.md", chinesePolicy);
  return desk;
}

/** Chromium's console and the network, watched: no policy violation, no exception, nothing fetched from elsewhere. */
function watch(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (/content security policy|hydrat/i.test(message.text())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) complaints.push(`request to ${url}`);
  });
  return complaints;
}

export const test = base.extend<
  { signIn: (path?: string) => Promise<void>; watched: undefined },
  { desk: Desk }
>({
  desk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from here
    async ({}, use, { parallelIndex }) => {
      const replySecret = newSecret();
      const receiver = await startReceiver(replySecret);
      const shop = await startToolServer((_, response) =>
        response.end(JSON.stringify({ status: "shipped", eta: "2026-11-25", total: 49.9 })),
      );
      const wecom = await startWecom();
      const twilio = await startTwilio();
      const app = prepareApp(firstPort + parallelIndex, {
        FIRSTLINE_ADMIN_EMAIL: admin.email,
        FIRSTLINE_ADMIN_PASSWORD: admin.password,
        FIRSTLINE_ALLOW_PRIVATE_HOSTS: `${receiver.host},${shop.host},${wecom.host},${twilio.host}`,
      });
      try {
        await use(await startDesk(app, receiver, shop, wecom, twilio, replySecret));
        await app.kill("SIGTERM");
      } finally {
        await app.remove();
        await receiver.close();
        await wecom.close();
        await twilio.close();
        shop.close();
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ desk }, use) => use(desk.app.origin),
  watched: [
    async ({ page, desk }, use) => {
      const complaints = watch(page, desk.app.origin);
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  signIn: async ({ page, baseURL, locale }, use) => {
    await use(async (path = "/inbox") => {
      // The stories share a person, whose language another one may have changed.
      const value = locale?.startsWith("zh") ? "zh-CN" : "en";
      await page.context().addCookies([{ name: localeCookie, value, url: baseURL! }]);
      await signIn(page, admin, path);
    });
  },
});

export { expect };

/** Waits until the page follows changes live. */
export const live = (page: Page) => expect(page.locator("[data-live=on]")).toBeAttached();

export const returnsPolicy = `# Returns and refunds

## Return window

You can return any Lumen lamp within 30 days of delivery. The lamp must be unused and in its original box.

## How refunds are paid

Refunds are paid to the original payment method within 5 business days after we receive the parcel. Shipping costs are refunded only when the item was faulty.

## Flickering lamps

If your lamp flickers, hold the power button for ten seconds to reset it. If the fault remains, we send a replacement free of charge within the two-year warranty.
`;

export const chinesePolicy = `# 发货与退款说明

## 退货期限

商品签收后七天内可申请无理由退货，商品须保持完好且包装齐全。

## 退款到账时间

仓库收到退货后，退款将在三个工作日内原路退回。使用花呗支付的订单，退款会退回花呗额度。

## 物流查询

发货后可在订单详情页查看物流单号。若超过四十八小时没有物流更新，请联系客服核实。
`;
