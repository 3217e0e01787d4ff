import type { StoryEvent } from "../schema.ts";

const hour = 60;
const day = 24 * hour;

const wang = { id: "u-3305", name: "王晓梅", phone: "+86 138 0000 3305" };
const li = { id: "u-3318", name: "李建国", phone: "+86 139 0000 3318" };
const chen = { id: "u-3342", name: "陈思雨", phone: "+86 136 0000 3342" };
const zhao = { id: "u-3350", name: "赵磊", phone: "+86 137 0000 3350" };
const sun = { id: "u-3371", name: "孙悦", phone: "+86 135 0000 3371" };

/** What reached the shop's Chinese help desk in the last two weeks, oldest first. */
export const chineseEvents: StoryEvent[] = [
  {
    ...{
      key: "gd-7701",
      minutesAgo: 12 * day + 22 * hour,
      type: "ticket.created",
      contact: wang,
      entity: "T-5501",
    },
    text: "你好，我退货的仓库已经签收了，退款什么时候到账？",
    act: { kind: "approve", afterMinutes: 11 },
  },
  {
    ...{
      key: "gd-7704",
      minutesAgo: 12 * day + 4 * hour,
      type: "ticket.created",
      contact: li,
      entity: "T-5508",
    },
    text: "水壶里面有白色的漂浮物，喝了对身体有害吗？",
    act: { kind: "approve", afterMinutes: 4 },
  },
  {
    ...{
      key: "gd-7707",
      minutesAgo: 11 * day + 6 * hour,
      type: "ticket.created",
      contact: chen,
      entity: "T-5513",
    },
    text: "订单还没发货，可以修改收货地址吗？",
    act: { kind: "edit", afterMinutes: 16, added: "\n\n地址已经为您修改好了。周晴" },
  },
  {
    ...{
      key: "gd-7709",
      minutesAgo: 10 * day + 3 * hour,
      type: "ticket.created",
      contact: zhao,
      entity: "T-5520",
    },
    text: "物流三天没有更新了，是不是丢件了？",
    act: { kind: "approve", afterMinutes: 21 },
  },
  {
    ...{
      key: "gd-7713",
      minutesAgo: 9 * day + 5 * hour,
      type: "ticket.created",
      contact: sun,
      entity: "T-5526",
    },
    text: "公司采购需要开增值税专用发票，要提供什么信息？",
    act: { kind: "approve", afterMinutes: 13 },
  },
  {
    ...{
      key: "gd-7716",
      minutesAgo: 8 * day + 6 * hour,
      type: "ticket.created",
      contact: wang,
      entity: "T-5531",
    },
    text: "优惠券为什么不能用在打折的茶壶上？",
    act: { kind: "approve", afterMinutes: 9 },
  },
  {
    ...{
      key: "gd-7720",
      minutesAgo: 7 * day + 4 * hour,
      type: "ticket.created",
      contact: li,
      entity: "T-5537",
    },
    text: "水壶突然不加热了，应该怎么办？",
    act: { kind: "approve", afterMinutes: 6 },
  },
  {
    ...{ key: "gd-7721", minutesAgo: 7 * day + hour, type: "ticket.closed", entity: "T-5531" },
    act: { kind: "none" },
  },
  {
    ...{
      key: "gd-7724",
      minutesAgo: 6 * day + 5 * hour,
      type: "ticket.created",
      contact: zhao,
      entity: "T-5544",
    },
    text: "你们有线下门店吗？想去看看实物。",
    act: { kind: "reject", afterMinutes: 40, reason: "知识库没有门店信息，已转给市场部。" },
  },
  {
    ...{
      key: "gd-7727",
      minutesAgo: 5 * day + 3 * hour,
      type: "ticket.created",
      contact: chen,
      entity: "T-5549",
    },
    text: "积分什么时候到账？有效期多久？",
    act: { kind: "approve", afterMinutes: 15 },
  },
  {
    ...{
      key: "gd-7730",
      minutesAgo: 4 * day + 5 * hour,
      type: "ticket.created",
      contact: sun,
      entity: "T-5553",
    },
    text: "壶盖关不上了，可以换一个吗？",
    act: { kind: "edit", afterMinutes: 19, added: "\n\n照片收到后我马上为您登记。周晴" },
  },
  {
    ...{
      key: "gd-7733",
      minutesAgo: 3 * day + 5 * hour,
      type: "ticket.created",
      contact: wang,
      entity: "T-5560",
    },
    text: "银行卡被重复扣款了，多扣的钱什么时候退？",
    act: { kind: "approve", afterMinutes: 8 },
  },
  {
    ...{
      key: "gd-7736",
      minutesAgo: 2 * day + 6 * hour,
      type: "ticket.created",
      contact: li,
      entity: "T-5566",
    },
    text: "茶叶拆封以后还可以退货吗？",
    act: { kind: "approve", afterMinutes: 10 },
  },
  {
    ...{
      key: "gd-7739",
      minutesAgo: day + 6 * hour,
      type: "ticket.created",
      contact: zhao,
      entity: "T-5571",
    },
    text: "新疆属于偏远地区吗？几天能送达？",
    act: { kind: "approve", afterMinutes: 12 },
  },
  {
    ...{ key: "gd-7741", minutesAgo: 20 * hour, type: "ticket.created", contact: chen, entity: "T-5574" },
    text: "想要取消订单，还没有发货。",
    act: { kind: "wait" },
  },
  {
    ...{ key: "gd-7742", minutesAgo: 19 * hour, type: "ticket.created", contact: chen, entity: "T-5574" },
    text: "补充一下，取消订单以后退款几天到账？",
    act: { kind: "approve", afterMinutes: 25 },
  },
  {
    ...{ key: "gd-7745", minutesAgo: 4 * hour, type: "ticket.created", contact: sun, entity: "T-5580" },
    text: "茶壶可以放进微波炉里加热吗？",
    act: { kind: "wait" },
  },
  {
    ...{ key: "gd-7747", minutesAgo: 95, type: "ticket.created", contact: wang, entity: "T-5583" },
    text: "烧水的声音越来越大，需要除垢吗？怎么除垢？",
    act: { kind: "wait" },
  },
  {
    ...{ key: "gd-7749", minutesAgo: 26, type: "ticket.created", contact: li, entity: "T-5586" },
    text: "颜色不合适想换货，运费谁出？",
    act: { kind: "wait" },
  },
];
