import { dingtalkKey, wechatKey } from "./derived-keys.ts";
import { type Preset, unixSeconds } from "./preset.ts";
import { openFeishuContent } from "./several-events.ts";

const wechatPlaces = {
  event_id: ["MsgId", "msgid"],
  type: ["Event", "MsgType", "msgtype"],
  occurred_at: ["CreateTime", "send_time"],
  text: ["Content", "Recognition", "text.content"],
  "contact.id": ["FromUserName", "from.userid", "external_userid"],
};

/** WeCom, WeChat, DingTalk and Feishu: their messages are read after they have been opened. */
export const china = {
  wecom: {
    label: "WeCom (企业微信)",
    group: "messaging",
    scheme: "wecom",
    secretFrom: "sender",
    sender: { places: wechatPlaces, deriveKey: wechatKey },
    sample: ({ at }) => ({
      body: {
        xml: {
          ToUserName: "ww0000000000000000",
          FromUserName: "zhangsan",
          CreateTime: String(unixSeconds(at)),
          MsgType: "text",
          Content: "你好,设备升级后一直闪灯,请问怎么处理?",
          MsgId: String(at.getTime() * 1000),
          AgentID: "1000002",
        },
      },
    }),
  },
  "wechat-mp": {
    label: "WeChat Official Account (微信公众号)",
    group: "messaging",
    scheme: "wechat-mp",
    secretFrom: "sender",
    sender: { places: wechatPlaces, deriveKey: wechatKey },
    sample: ({ at }) => ({
      body: {
        xml: {
          ToUserName: "gh_000000000000",
          FromUserName: "oABCD1234567890",
          CreateTime: String(unixSeconds(at)),
          MsgType: "text",
          Content: "请问这款灯支持定时关闭吗?",
          MsgId: String(at.getTime() * 1000),
        },
      },
    }),
  },
  dingtalk: {
    label: "DingTalk (钉钉)",
    group: "messaging",
    scheme: "dingtalk",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["eventId", "msgId", "MsgId"],
        type: ["EventType", "eventType", "msgtype"],
        occurred_at: ["TimeStamp", "eventTime", "createTime", "finishTime"],
        entity: ["processInstanceId", "taskId", "conversationId"],
        text: ["text.content", "remark", "title"],
        "contact.id": ["senderStaffId", "senderId", "staffId", "UserId.0"],
        "contact.name": ["senderNick"],
      },
      deriveKey: dingtalkKey,
    },
    sample: ({ at }) => ({
      body: {
        json: {
          EventType: "bpms_instance_change",
          corpId: "ding0000000000000000",
          processInstanceId: `proc-${at.getTime()}`,
          type: "start",
          title: "李四提交的退款申请:订单 20261101 少收到一件商品",
          createTime: at.getTime(),
          staffId: "lisi",
        },
      },
    }),
  },
  feishu: {
    label: "Feishu / Lark (飞书)",
    group: "messaging",
    scheme: "feishu",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["header.event_id", "uuid"],
        type: ["header.event_type", "event.type"],
        occurred_at: ["header.create_time", "ts"],
        entity: ["event.message.chat_id", "event.open_chat_id"],
        text: ["event.message.content.text", "event.text_without_at_bot", "event.text"],
        "contact.id": ["event.sender.sender_id.open_id", "event.open_id"],
      },
      shape: openFeishuContent,
    },
    sample: ({ id, at }) => ({
      body: {
        json: {
          schema: "2.0",
          header: {
            event_id: id.replaceAll("-", ""),
            event_type: "im.message.receive_v1",
            create_time: String(at.getTime()),
            token: "",
            app_id: "cli_0000000000000000",
            tenant_key: "0000000000000000",
          },
          event: {
            sender: { sender_id: { open_id: "ou_0000000000" }, sender_type: "user" },
            message: {
              message_id: `om_${id}`,
              chat_id: "oc_0000000000",
              chat_type: "p2p",
              message_type: "text",
              content: JSON.stringify({ text: "发票抬头填错了,可以重开吗?" }),
            },
          },
        },
      },
    }),
  },
} satisfies Record<string, Preset>;
