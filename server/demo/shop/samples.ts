import type { Sample } from "../schema.ts";

/** Believable events for the sample button and for `npm run simulate`, in turn. */
export const samples: Sample[] = [
  {
    endpoint: "orders",
    type: "order.question",
    name: "Jonas Weber",
    text: "Can I still change the delivery address of my order {entity}?",
  },
  {
    endpoint: "helpdesk",
    type: "ticket.created",
    name: "周文静",
    text: "工单 {entity}：退款到账时间是多久？",
  },
  {
    endpoint: "orders",
    type: "product.question",
    name: "Lucía Gómez",
    text: "My kettle does not heat any more. What should I try first? It came with order {entity}.",
  },
  { endpoint: "helpdesk", type: "ticket.created", name: "刘洋", text: "水壶应该怎么除垢？用醋可以吗？" },
  {
    endpoint: "orders",
    type: "return.requested",
    name: "Priya Nair",
    text: "I would like to send back an unused teapot from {entity}. How do I get a return label?",
  },
  {
    endpoint: "helpdesk",
    type: "ticket.created",
    name: "何家豪",
    text: "超过四十八小时没有物流更新了，能帮我查一下吗？",
  },
  {
    endpoint: "orders",
    type: "delivery.question",
    name: "Hanna Virtanen",
    text: "How long does delivery take to Finland, and what does shipping cost?",
  },
  {
    endpoint: "helpdesk",
    type: "ticket.created",
    name: "郭婷",
    text: "电子发票什么时候可以开？需要提供税号吗？",
  },
  {
    endpoint: "orders",
    type: "product.question",
    name: "Owen Price",
    text: "There are white flakes in the water. Is the kettle broken?",
  },
  { endpoint: "orders", type: "order.shipped", name: "Jonas Weber" },
  {
    endpoint: "orders",
    type: "product.question",
    name: "Amélie Durand",
    text: "Can I connect the kettle to my voice assistant?",
  },
  { endpoint: "helpdesk", type: "ticket.created", name: "马俊", text: "水壶保修几年？摔坏了可以保修吗？" },
];
