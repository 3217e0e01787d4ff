import { digestSenders } from "./digest-senders.ts";
import { grafana } from "./grafana.ts";
import { hmac } from "./hmac.ts";
import { meta } from "./meta.ts";
import type { Scheme } from "./scheme.ts";
import { standardWebhooks, svix } from "./standard-webhooks.ts";
import { basic, bearer, none, token } from "./token.ts";
import { twilio } from "./twilio.ts";

/** Every way a sender can prove itself, by the contract's names. */
export const schemes: ReadonlyMap<string, Scheme> = new Map(
  Object.entries({
    "standard-webhooks": standardWebhooks,
    svix,
    hmac,
    token,
    bearer,
    basic,
    none,
    ...digestSenders,
    twilio,
    grafana,
    meta,
  }),
);

/** Schemes of the contract that this version does not speak yet. */
export const laterSchemes: readonly string[] = ["wecom", "dingtalk", "feishu"];
