import type { StoryEvent } from "../schema.ts";

const hour = 60;
const day = 24 * hour;

const ada = { id: "c-1041", name: "Ada Lindqvist", email: "ada.lindqvist@example.com" };
const tom = { id: "c-1077", name: "Tom Okafor", email: "tom.okafor@example.com" };
const elena = { id: "c-1103", name: "Elena Rossi", email: "elena.rossi@example.com" };
const paul = { id: "c-1120", name: "Paul Meyer", email: "paul.meyer@example.com" };
const noor = { id: "c-1136", name: "Noor Haddad", email: "noor.haddad@example.com" };
const sam = { id: "c-1152", name: "Sam Taylor", email: "sam.taylor@example.com" };

/** What reached the shop's order system in the last two weeks, oldest first. */
export const englishEvents: StoryEvent[] = [
  {
    ...{
      key: "ord-2201",
      minutesAgo: 12 * day + 23 * hour,
      type: "order.question",
      contact: ada,
      entity: "PB-20481",
    },
    text: "Hello, I ordered yesterday morning. How long does delivery take to Sweden?",
    act: { kind: "approve", afterMinutes: 14 },
  },
  {
    ...{
      key: "ord-2204",
      minutesAgo: 12 * day + 20 * hour,
      type: "order.question",
      contact: tom,
      entity: "PB-20495",
    },
    text: "Can I still change the delivery address of my order? I moved last week.",
    act: {
      kind: "edit",
      afterMinutes: 22,
      added: "\n\nYour parcel leaves tomorrow at noon, so there is still time. Mia",
    },
  },
  {
    ...{
      key: "ord-2209",
      minutesAgo: 11 * day + 3 * hour,
      type: "return.requested",
      contact: elena,
      entity: "PB-20377",
    },
    text: "I would like to return a teapot, it is unused. When will I get my money back?",
    act: { kind: "approve", afterMinutes: 9 },
  },
  {
    ...{
      key: "ord-2210",
      minutesAgo: 11 * day + 2 * hour,
      type: "order.shipped",
      contact: ada,
      entity: "PB-20481",
    },
    act: { kind: "none" },
  },
  {
    ...{
      key: "ord-2216",
      minutesAgo: 10 * day + 6 * hour,
      type: "order.question",
      contact: paul,
      entity: "PB-20510",
    },
    text: "My card was charged twice for one order. What happens with the second charge?",
    act: { kind: "approve", afterMinutes: 31 },
  },
  {
    ...{
      key: "ord-2219",
      minutesAgo: 9 * day + 7 * hour,
      type: "delivery.question",
      contact: noor,
      entity: "PB-20518",
    },
    text: "How do I find the tracking link of my parcel?",
    act: { kind: "byPlaybook" },
  },
  {
    ...{
      key: "ord-2224",
      minutesAgo: 8 * day + 4 * hour,
      type: "product.question",
      contact: sam,
      entity: "S-88",
    },
    text: "There are white flakes in the water of my new kettle. Is that dangerous?",
    act: { kind: "approve", afterMinutes: 6 },
  },
  {
    ...{
      key: "ord-2227",
      minutesAgo: 8 * day + hour,
      type: "product.question",
      contact: tom,
      entity: "S-91",
    },
    text: "Do you have a discount for schools that buy forty cups?",
    act: {
      kind: "edit",
      afterMinutes: 95,
      added: "\n\nI asked our sales team; they write to you today. Mia",
    },
  },
  {
    ...{
      key: "ord-2231",
      minutesAgo: 7 * day + 5 * hour,
      type: "return.requested",
      contact: noor,
      entity: "PB-20518",
    },
    text: "The cup arrived with a crack in the glaze. Is this covered by the warranty?",
    act: { kind: "approve", afterMinutes: 12 },
  },
  {
    ...{
      key: "ord-2236",
      minutesAgo: 6 * day + 8 * hour,
      type: "delivery.question",
      contact: ada,
      entity: "PB-20544",
    },
    text: "What does shipping cost to the rest of Europe?",
    act: { kind: "byPlaybook" },
  },
  {
    ...{
      key: "ord-2240",
      minutesAgo: 6 * day + 2 * hour,
      type: "order.question",
      contact: elena,
      entity: "PB-20551",
    },
    text: "Could you put our company name and VAT number on the invoice?",
    act: { kind: "deliveryFails", afterMinutes: 18 },
  },
  {
    ...{
      key: "ord-2243",
      minutesAgo: 5 * day + 6 * hour,
      type: "product.question",
      contact: paul,
      entity: "S-97",
    },
    text: "Which citric acid and how much of it do I need for descaling the kettle?",
    act: { kind: "approve", afterMinutes: 8 },
  },
  {
    ...{
      key: "ord-2247",
      minutesAgo: 4 * day + 9 * hour,
      type: "order.question",
      contact: sam,
      entity: "PB-20570",
    },
    text: "I want to cancel my order, please. It has not been shipped yet.",
    act: { kind: "reject", afterMinutes: 11, reason: "Cancelled by telephone already." },
  },
  {
    ...{
      key: "ord-2248",
      minutesAgo: 4 * day + 3 * hour,
      type: "order.question",
      contact: tom,
      entity: "PB-20573",
    },
    text: "My gift card still has 15 euros on it. Can I use it for several orders?",
    act: { kind: "approve", afterMinutes: 17 },
  },
  {
    ...{
      key: "ord-2250",
      minutesAgo: 3 * day + 7 * hour,
      type: "delivery.question",
      contact: elena,
      entity: "PB-20551",
    },
    text: "The tracking has not changed for three days. What can you do?",
    act: { kind: "byPlaybook" },
  },
  { ...{ key: "ord-2252", minutesAgo: 3 * day + 2 * hour, type: "stock.updated" }, act: { kind: "none" } },
  {
    ...{
      key: "ord-2255",
      minutesAgo: 2 * day + 5 * hour,
      type: "product.question",
      contact: noor,
      entity: "S-104",
    },
    text: "My kettle does not heat any more since this morning. What should I try?",
    act: { kind: "approve", afterMinutes: 5 },
  },
  {
    ...{ key: "ord-2257", minutesAgo: 2 * day, type: "order.sync" },
    act: { kind: "fails" },
  },
  {
    ...{
      key: "ord-2259",
      minutesAgo: day + 4 * hour,
      type: "return.requested",
      contact: paul,
      entity: "PB-20588",
    },
    text: "How do I send an unused kettle back? I need a return label.",
    act: { kind: "edit", afterMinutes: 27, added: "\n\nThe label is on its way to you by e-mail. Mia" },
  },
  {
    ...{ key: "ord-2261", minutesAgo: 21 * hour, type: "order.question", contact: ada, entity: "PB-20602" },
    text: "My discount code does not work on a kettle that is already reduced. Why?",
    act: { kind: "approve", afterMinutes: 7 },
  },
  {
    ...{ key: "ord-2263", minutesAgo: 5 * hour, type: "product.question", contact: sam, entity: "S-111" },
    text: "Is the enamel of the blue teapot free of lead? I cannot find a certificate.",
    act: { kind: "wait" },
  },
  {
    ...{ key: "ord-2264", minutesAgo: 3 * hour, type: "return.requested", contact: tom, entity: "PB-20611" },
    text: "Can I return a packet of tea that I have opened? It is not to my taste.",
    act: { kind: "wait" },
  },
  {
    ...{ key: "ord-2266", minutesAgo: 74, type: "product.question", contact: elena, entity: "S-113" },
    text: "How often should I descale my kettle with hard water?",
    act: { kind: "wait" },
  },
  {
    ...{ key: "ord-2268", minutesAgo: 18, type: "order.question", contact: noor, entity: "PB-20617" },
    text: "The lid of my kettle no longer clicks shut. Can I get a new one?",
    act: { kind: "wait" },
  },
];
