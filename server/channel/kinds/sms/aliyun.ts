import { createHmac } from "node:crypto";
import { z } from "zod";
import { answered, notUnderstood, post, readObject } from "../call.ts";
import type { Fault } from "../kind.ts";
import { baseUrl, line } from "../settings.ts";
import type { SendSms } from "./provider.ts";

export const aliyunConfig = z.strictObject({
  provider: z.literal("aliyun"),
  access_key_id: line(100),
  /** 签名: the approved signature. */
  sign_name: line(60),
  /** 模板: the approved template, with one variable that takes the reply. */
  template_code: line(60),
  template_variable: z
    .string()
    .regex(/^\w{1,40}$/)
    .default("content"),
  base_url: baseUrl("https://dysmsapi.aliyuncs.com"),
});

/** RFC 3986, as Alibaba Cloud's signature asks: also ! ' ( ) * are encoded. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The query of an RPC call, signed: HMAC-SHA1 over method, "/" and the sorted parameters, keyed with the access key secret
 * and "&" (Alibaba Cloud, "RPC mechanism", signature version 1.0).
 */
export function signedQuery(
  method: string,
  parameters: Record<string, string>,
  accessKeySecret: string,
): string {
  const query = Object.keys(parameters)
    .sort()
    .map((name) => `${encode(name)}=${encode(parameters[name]!)}`)
    .join("&");
  const text = `${method}&${encode("/")}&${encode(query)}`;
  const signature = createHmac("sha1", `${accessKeySecret}&`).update(text).digest("base64");
  return `Signature=${encode(signature)}&${query}`;
}

const passing = /^(isp\.|Throttling|ServiceUnavailable|InternalError|isv\.BUSINESS_LIMIT_CONTROL)/;

/** The account's, not the customer's: its keys, its rights, its balance, its signature and template. */
function faultOf(code: string): Fault | undefined {
  if (/^(InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|Forbidden)/.test(code))
    return "credentials";
  if (
    /^isv\.(SMS_SIGNATURE_ILLEGAL|SMS_TEMPLATE_ILLEGAL|AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE|PRODUCT_UN_SUBSCRIPT|ACCOUNT_)/.test(
      code,
    )
  )
    return "settings";
  return undefined;
}

/** Alibaba Cloud `SendSms` (Dysmsapi 2017-05-25): the answer's `Code` decides. It knows no idempotency key. */
export const sendByAliyun: SendSms<z.infer<typeof aliyunConfig>, string> = async (input) => {
  const { config, at } = input;
  const parameters = {
    Action: "SendSms",
    Version: "2017-05-25",
    RegionId: "cn-hangzhou",
    Format: "JSON",
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: `${input.id}-${at.getTime()}`,
    AccessKeyId: config.access_key_id,
    Timestamp: at.toISOString().replace(/\.\d+Z$/, "Z"),
    // Numbers of mainland China go without +86.
    PhoneNumbers: input.to.replace(/^\+86(?=1\d{10}$)/, "").replace(/^\+/, ""),
    SignName: config.sign_name,
    TemplateCode: config.template_code,
    TemplateParam: JSON.stringify({ [config.template_variable]: input.text }),
    OutId: input.id,
  };
  const called = await post(input.outbound, {
    url: `${config.base_url.replace(/\/+$/, "")}/`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: signedQuery("POST", parameters, input.secrets[0]!),
    repeatable: false,
  });
  if (!called.answer) return called.result;
  return answered(called.answer, at, (answer) => {
    const body = readObject(answer);
    const code = body?.Code;
    if (typeof code !== "string") return notUnderstood(answer);
    const error = `Alibaba Cloud answered ${code}: ${String(body?.Message ?? "").slice(0, 300)}`;
    return { ok: code === "OK", forGood: !passing.test(code), error, fault: faultOf(code) };
  });
};
