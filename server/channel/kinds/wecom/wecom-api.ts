import type { Codes } from "../coded-answer.ts";
import { apiUrl } from "../settings.ts";
import type { TokenApi } from "../with-token.ts";

export const wecomBaseUrl = "https://qyapi.weixin.qq.com";

export const codes: Codes = {
  code: "errcode",
  text: "errmsg",
  busy: { 45009: 60, 45033: 60, 45011: 60 },
  staleToken: [40001, 40014, 41001, 42001],
  faults: {
    40001: "credentials",
    40013: "credentials",
    60020: "settings",
    93000: "credentials",
  },
  meaning: {
    40013: "Check the corp id.",
    40054: "The address is not right.",
    60020: "This machine's address is not among the app's trusted IPs; add it at WeCom.",
    81013: "The member, department or tag is not visible to the app.",
    93000: "The robot's key is not right.",
    95001: "The customer wrote too long ago: customer service may answer for 48 hours.",
  },
};

/** The token of an app or of customer service; 42001 and its like mean that it has to be fetched again. */
export function tokenApi(config: { base_url: string; corp_id: string }, corpSecret: string): TokenApi {
  return {
    provider: "WeCom",
    codes,
    tokenCall: {
      url: apiUrl(config.base_url, "/cgi-bin/gettoken", { corpid: config.corp_id, corpsecret: corpSecret }),
      method: "GET",
    },
    readToken: (body) => ({ token: body.access_token, validSeconds: body.expires_in }),
  };
}

/** WeCom counts a text's bytes. */
export const longestTextBytes = 2048;

/** The text as far as WeCom takes it, or the sentence why it does not. */
export function tooLong(text: string): string | undefined {
  const bytes = Buffer.byteLength(text);
  return bytes > longestTextBytes
    ? `WeCom takes ${longestTextBytes} bytes of text, about 680 Chinese characters; this one has ${bytes}. Shorten it.`
    : undefined;
}
