import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createApiKey } from "../../api-key/create-api-key.ts";
import type { Context } from "../../context.ts";
import { newId } from "../../platform/ids.ts";
import { createOutbound } from "../../platform/outbound-fetch.ts";
import { testContext } from "../../testing/context.ts";
import { oneOfEverything } from "../../testing/one-of-everything.ts";
import { restOrigin as origin, restCaller } from "../../testing/rest-caller.ts";
import { edgePlatform, signedIn } from "../../testing/signed-in.ts";
import { handleRest } from "./handle-rest.ts";
import { routes } from "./routes.ts";

let ctx: Context;
let call: ReturnType<typeof restCaller>;
let ids: Record<string, string>;

beforeAll(async () => {
  const platform = edgePlatform({
    outbound: createOutbound({
      allowPrivateHosts: ["127.0.0.1:4250"],
      resolve: async () => [{ address: "93.184.216.34", family: 4 }],
    }),
    embedder: { model: "none", languages: [], embed: async () => [] },
  });
  ctx = { ...(await testContext()), platform };
  const { key } = await createApiKey({ ctx, input: { name: "tests", role: "admin" } });
  call = restCaller(platform, key);
  ids = await oneOfEverything(ctx);
});

/** The schema with every object closed, so that a field too many shows as well as one too few. */
function closed(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject && !(schema.def.catchall && schema.def.catchall instanceof z.ZodUnknown))
    return z.strictObject(
      Object.fromEntries(
        Object.entries(schema.shape).map(([name, field]) => [name, closed(field as z.ZodType)]),
      ),
    );
  if (schema instanceof z.ZodArray) return z.array(closed(schema.element as z.ZodType));
  if (schema instanceof z.ZodNullable) return closed(schema.unwrap() as z.ZodType).nullable();
  if (schema instanceof z.ZodOptional) return closed(schema.unwrap() as z.ZodType).optional();
  return schema;
}
const answers = (method: string, path: string) =>
  closed(routes.find((one) => one.method === method && one.path === path)!.response!);

describe("what is answered", () => {
  const reading = routes.filter((route) => route.method === "GET" && route.response);
  it.each(reading.map((route) => [route.path, route] as const))(
    "is what the document says: GET %s",
    async (path) => {
      const { status, body } = await call("GET", path.replace("{id}", ids[path.split("/")[1]!] ?? ""));
      expect(status).toBe(200);
      expect(answers("GET", path).safeParse(body).error).toBeUndefined();
      if (!path.includes("{id}")) expect(body.data.length).toBeGreaterThan(0);
    },
  );

  it("carries an id, and is not to be stored", async () => {
    const { headers } = await call("GET", "/events");
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("cache-control")).toBe("no-store");
  });
});

describe("endpoints", () => {
  it("come with a generated secret once, and with its last four characters ever after", async () => {
    const made = await call("POST", "/endpoints", {
      key: `tickets-${newId().slice(-8)}`,
      name: "Ticket desk",
      verification: { scheme: "standard-webhooks" },
      mapping: { event_id: "event_id", contact: { id: "data.user.id" } },
    });
    expect(made.status).toBe(201);
    expect(answers("POST", "/endpoints").safeParse(made.body).error).toBeUndefined();
    expect(made.body.secret).toMatch(/^whsec_/);
    expect(made.body.url).toBe(`${origin}/api/webhook/v1/${made.body.key}`);
    const shown = await call("GET", `/endpoints/${made.body.id}`);
    expect(JSON.stringify(shown.body)).not.toContain(made.body.secret);
    expect(shown.body.secrets).toMatchObject([{ last4: made.body.secret.slice(-4) }]);

    const renamed = await call("PATCH", `/endpoints/${made.body.id}`, { name: "Desk", enabled: false });
    expect(renamed.body).toMatchObject({ name: "Desk", enabled: false, mapping: { event_id: "event_id" } });
    const again = await call("POST", "/endpoints", {
      key: made.body.key,
      name: "x",
      verification: { scheme: "standard-webhooks" },
    });
    expect([again.status, again.body.error.code]).toEqual([409, "conflict"]);
  });
});

describe("documents", () => {
  const form = (fields: Record<string, string | File>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    return data;
  };
  const file = (text = "# Returns\n\nWithin 30 days.", name = "returns.md") =>
    new File([text], name, { type: "text/markdown" });

  it("are taken with title and metadata, shown, and taken out", async () => {
    const taken = await call(
      "POST",
      "/documents",
      form({ file: file(), title: "退货政策", metadata: '{"product":"lumen"}' }),
    );
    expect(taken.status).toBe(202);
    const shown = await call("GET", `/documents/${taken.body.id}?text=1`);
    expect(shown.body).toMatchObject({
      title: "退货政策",
      filename: "returns.md",
      metadata: { product: "lumen" },
      status: "queued",
      text: null,
    });
    expect((await call("DELETE", `/documents/${taken.body.id}`)).status).toBe(204);
    expect((await call("GET", `/documents/${taken.body.id}`)).status).toBe(404);
  });

  it.each([
    ["no file", () => form({ title: "x" }), 400, "file:"],
    ["a text for a file", () => form({ file: "text" }), 400, "file:"],
    ["broken metadata", () => form({ file: file(), metadata: "{" }), 400, "metadata:"],
    ["nested metadata", () => form({ file: file(), metadata: '{"a":{"b":"c"}}' }), 400, "metadata.a:"],
    ["an unknown field", () => form({ file: file(), role: "admin" }), 400, "role:"],
  ])("are refused with %s", async (_, data, status, field) => {
    const { status: answered, body } = await call("POST", "/documents", data());
    expect([answered, body.error.code]).toEqual([status, "invalid_input"]);
    expect(body.error.message).toContain(field);
  });

  it("are refused as JSON, and as a form that breaks off", async () => {
    expect((await call("POST", "/documents", {})).status).toBe(415);
    const broken = await call("POST", "/documents", '--x\r\nContent-Disposition: form-data; name="file"', {
      "content-type": "multipart/form-data; boundary=x",
    });
    expect([broken.status, broken.body.error.code]).toEqual([400, "invalid_input"]);
  });

  it("are refused above 20 MB, without reading further", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1 << 20;
        controller.enqueue(new Uint8Array(1 << 20));
      },
    });
    const { status, body } = await call("POST", "/documents", endless, {
      "content-type": "multipart/form-data; boundary=x",
    });
    expect([status, body.error.code]).toEqual([413, "payload_too_large"]);
    expect(sent).toBeLessThan(25 << 20);
  });

  it("can be sent from our own page with the session, and from no other", async () => {
    const { cookie } = await signedIn(ctx, "admin");
    const send = async (from: string) => {
      const request = new Request(`${origin}/api/v1/documents`, {
        method: "POST",
        headers: { cookie, origin: from },
        body: form({ file: file() }),
      });
      return (await handleRest(ctx.platform, request)).status;
    };
    expect([await send(origin), await send("https://evil.example")]).toEqual([202, 403]);
  });
});

describe("the rest of the desk", () => {
  it("searches", async () => {
    const { status, body } = await call("POST", "/search", { query: "How long may I return it?", limit: 3 });
    expect(status).toBe(200);
    expect(answers("POST", "/search").safeParse(body).error).toBeUndefined();
  });

  it("approves once: the second time is 409", async () => {
    const first = await call("POST", `/suggestions/${ids.suggestions}/approve`, {
      text: "It arrives on Friday.",
    });
    expect([first.status, first.body.delivery_id]).toEqual([200, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const second = await call("POST", `/suggestions/${ids.suggestions}/approve`);
    expect([second.status, second.body.error.code]).toEqual([409, "already_decided"]);
    expect((await call("POST", `/suggestions/${ids.suggestions}/reject`, { reason: "late" })).status).toBe(
      409,
    );
    const conversation = await call("GET", `/conversations/${ids.conversations}`);
    expect(conversation.body.suggestions[0]).toMatchObject({
      final_text: "It arrives on Friday.",
      decided_by: { kind: "apiKey", name: "tests" },
    });
  });

  it("replays an event", async () => {
    const { status, body } = await call("POST", `/events/${ids.events}/replay`);
    expect([status, Object.keys(body)]).toEqual([202, ["run_id", "redacted"]]);
  });

  it("makes, changes and deletes channels, playbooks and contacts", async () => {
    const channel = await call("POST", "/channels", {
      kind: "webhook",
      name: "CRM",
      config: { url: "https://api.example.com/hook" },
    });
    expect([channel.status, channel.body.has_secret]).toEqual([201, true]);
    const secret = channel.body.secret as string;
    const moved = await call("PATCH", `/channels/${channel.body.id}`, {
      config: { url: "https://other.example.net/hook" },
    });
    expect(moved.body).toMatchObject({ has_secret: false, secret_last4: null });
    expect(JSON.stringify(moved.body)).not.toContain(secret);

    const playbook = await call("POST", "/playbooks", {
      name: "High",
      event_type: "ticket.created",
      channel_id: channel.body.id,
      knowledge_filter: { product: "lumen" },
      priority: 10,
    });
    expect(playbook.body).toMatchObject({
      event_type: "ticket.created",
      channel_id: channel.body.id,
      endpoint_id: null,
      autonomy: "suggest",
      priority: 10,
    });
    const changed = await call("PATCH", `/playbooks/${playbook.body.id}`, {
      autonomy: "off",
      channel_id: null,
    });
    expect(changed.body).toMatchObject({
      autonomy: "off",
      channel_id: null,
      event_type: "ticket.created",
      priority: 10,
    });

    const contact = await call("POST", "/contacts", { external_id: newId(), name: "Ada" });
    expect(contact.status).toBe(201);
    expect(
      (await call("PATCH", `/contacts/${contact.body.id}`, { email: null, name: "Ada L." })).body,
    ).toMatchObject({ name: "Ada L.", email: null });
    for (const [noun, made] of Object.entries({
      channels: channel,
      playbooks: playbook,
      contacts: contact,
    })) {
      expect((await call("DELETE", `/${noun}/${made.body.id}`)).status).toBe(204);
      expect((await call("GET", `/${noun}/${made.body.id}`)).status).toBe(404);
    }
  });

  it.each([
    "http://127.0.0.1:4251/",
    "http://169.254.169.254/latest/",
    "http://[::1]/",
    "https://user:pass@example.com/",
    "file:///etc/passwd",
    "https://api.example.com:22/",
  ])("lets no channel lead to %s", async (url) => {
    const { status, body } = await call("POST", "/channels", { kind: "webhook", name: "x", config: { url } });
    expect([status, body.error.code]).toEqual([422, "host_not_allowed"]);
  });
});
