import type { Answers } from "./answers.ts";
import { catcher } from "./catcher/catcher.ts";
import { dingtalkRobot } from "./dingtalk-robot/dingtalk-robot.ts";
import { email } from "./email/email.ts";
import { feishu } from "./feishu/feishu.ts";
import { feishuRobot } from "./feishu/feishu-robot.ts";
import type { Fetching } from "./fetching.ts";
import type { ChannelKind } from "./kind.ts";
import { slack } from "./slack/slack.ts";
import { sms } from "./sms/sms.ts";
import { webhook } from "./webhook/webhook.ts";
import { wecom } from "./wecom/wecom.ts";
import { wecomCustomerService } from "./wecom/wecom-customer-service.ts";
import { wecomRobot } from "./wecom/wecom-robot.ts";

/** Every kind of channel by its name in the API. */
export const channelKinds = {
  webhook,
  catcher,
  email,
  sms,
  wecom,
  "wecom-robot": wecomRobot,
  "wecom-kf": wecomCustomerService,
  "dingtalk-robot": dingtalkRobot,
  feishu,
  "feishu-robot": feishuRobot,
  slack,
};

export type ChannelKindName = keyof typeof channelKinds;

export const channelKindNames = Object.keys(channelKinds) as ChannelKindName[];

/** The kind of a stored channel; its settings were checked by the same kind when they were saved. */
export const kindOf = (name: ChannelKindName) => channelKinds[name] as unknown as ChannelKind;

/** How the answers that come in by endpoints of this source are read; undefined where no kind of channel is answered by it. */
export function answersFrom(
  source: string,
): Pick<Answers<unknown>, "source" | "readClues" | "readReceipt"> | undefined {
  return channelKindNames.map((name) => kindOf(name).answers).find((answers) => answers?.source === source);
}

/** The kinds whose messages endpoints of this source only announce, and how they are fetched. */
export function fetchingFrom(
  source: string,
): { name: ChannelKindName; fetching: Fetching<unknown, unknown> }[] {
  return channelKindNames.flatMap((name) => {
    const { answers, fetching } = kindOf(name);
    return fetching && answers?.source === source ? [{ name, fetching }] : [];
  });
}
