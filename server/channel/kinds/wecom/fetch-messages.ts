import { textAt } from "../answers.ts";
import { readObject } from "../call.ts";
import { codeOf } from "../coded-answer.ts";
import type { Fetching } from "../fetching.ts";
import { apiUrl, json } from "../settings.ts";
import { callWithToken } from "../with-token.ts";
import { codes, tokenApi } from "./wecom-api.ts";

type Config = { corp_id: string; open_kfid: string; base_url: string };

const atOnce = 200;
/** WeCom's `origin`: 3 is the customer; 4 are events, 5 what colleagues wrote in WeCom itself. */
const byCustomer = 3;
const byWecom = 4;
type Message = { origin?: unknown; event?: { event_type?: unknown } };

/** What a customer wrote, and that a message of ours did not reach one. */
const isNews = ({ origin, event }: Message) =>
  origin === byCustomer || (origin === byWecom && event?.event_type === "msg_send_fail");

/** Customer service announces messages (`kf_msg_or_event`), which are then fetched by `kf/sync_msg`, oldest first. */
export const customerMessages: Fetching<Config, string> = {
  path: "/cgi-bin/kf/sync_msg",
  announced(body) {
    const [account, pass] = [textAt(body, "OpenKfId"), textAt(body, "Token")];
    return textAt(body, "Event") === "kf_msg_or_event" && account && pass ? { account, pass } : null;
  },
  serves: ({ open_kfid }, account) => open_kfid === account,
  async collect({ config, secrets, pass, cursor, ...input }) {
    const called = await callWithToken(input, tokenApi(config, secrets[0]!), (token) => ({
      url: apiUrl(config.base_url, "/cgi-bin/kf/sync_msg", { access_token: token }),
      headers: json,
      body: JSON.stringify({
        ...(cursor && { cursor }),
        token: pass,
        limit: atOnce,
        open_kfid: config.open_kfid,
      }),
      maxResponseBytes: 4 * 1024 * 1024,
      repeatable: true,
    }));
    if (!called.answer)
      throw new Error("error" in called.result ? called.result.error : "WeCom did not answer.");
    const { answer } = called;
    const { msg_list: list, next_cursor: next, has_more: more } = readObject(answer) ?? {};
    if (codeOf(answer, codes) !== 0 || typeof next !== "string")
      throw new Error(`WeCom answered ${codeOf(answer, codes) ?? answer.status} instead of the messages.`);
    const messages = (Array.isArray(list) ? list : []) as Message[];
    return {
      messages: messages.filter(isNews),
      cursor: next,
      more: more === 1,
    };
  },
};
