import { digestSenders } from "./digest-senders.ts";
import { dingtalk } from "./dingtalk.ts";
import { feishu } from "./feishu.ts";
import { convoy, hook0 } from "./gateways.ts";
import { grafana } from "./grafana.ts";
import { hmac } from "./hmac.ts";
import { hubspotV1, hubspotV2 } from "./hubspot-legacy.ts";
import { meta } from "./meta.ts";
import type { Scheme } from "./scheme.ts";
import { standardWebhooks, svix } from "./standard-webhooks.ts";
import { basic, bearer, none, token } from "./token.ts";
import { twilio } from "./twilio.ts";
import { wechatMp, wecom } from "./wecom.ts";
import { x } from "./x.ts";

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
    x,
    wecom,
    "wechat-mp": wechatMp,
    dingtalk,
    feishu,
    "hubspot-v2": hubspotV2,
    "hubspot-v1": hubspotV1,
    convoy,
    hook0,
  }),
);
