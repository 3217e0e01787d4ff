import { z } from "zod";
import { answered, post } from "../call.ts";
import type { Fault } from "../kind.ts";
import { json, line } from "../settings.ts";
import type { SendSms } from "./provider.ts";

const fieldName = z.string().regex(/^[\w.-]{1,60}$/, "letters, digits, dot, hyphen and underscore");

export const gatewayConfig = z.strictObject({
  provider: z.literal("http"),
  url: z.string().max(2048),
  /** The names the gateway gives to number, text and our id. */
  to_field: fieldName.default("to"),
  text_field: fieldName.default("text"),
  id_field: fieldName.default("id"),
  from: line(64).optional(),
  from_field: fieldName.default("from"),
});

/** 403 and 404 may be one customer's number. */
const faults: Record<number, Fault> = { 401: "credentials", 403: "trouble", 404: "trouble", 410: "gone" };

/** Any gateway that takes one JSON object by POST, with a bearer token: 2xx is success. */
export const sendByGateway: SendSms<z.infer<typeof gatewayConfig>, string> = async (input) => {
  const { config, at } = input;
  const called = await post(input.outbound, {
    url: config.url,
    headers: { ...json, authorization: `Bearer ${input.secrets[0]}`, "idempotency-key": input.id },
    body: JSON.stringify({
      [config.id_field]: input.id,
      [config.to_field]: input.to,
      [config.text_field]: input.text,
      ...(config.from !== undefined && { [config.from_field]: config.from }),
    }),
    repeatable: false,
  });
  if (!called.answer) return called.result;
  return answered(called.answer, at, ({ status }) => ({
    ok: status >= 200 && status < 300,
    forGood: [400, 401, 403, 404, 410, 422].includes(status),
    error: `The gateway answered ${status}.`,
    fault: faults[status],
  }));
};
