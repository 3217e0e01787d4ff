import type { Language } from "../schema.ts";

type Phrases = {
  greeting(name: string | null): string;
  answer: string;
  answerUnasked: string;
  related: string;
  unknown: string;
  unknownUnasked: string;
  results: string;
  resultsAfter: string;
  result(label: string, value: string): string;
  closing: string;
};

/** The composer's own words, all of them. */
export const phrases: Record<Language, Phrases> = {
  en: {
    greeting: (name) => (name ? `Hello ${name},` : "Hello,"),
    answer: "Thank you for your message. This is what our documentation says:",
    answerUnasked: "This is what our documentation says:",
    related:
      "Thank you for your message. Our documentation does not answer it directly; this may be related, and a colleague will follow up:",
    unknown:
      "Thank you for your message. Our knowledge base does not tell the answer, so a colleague will look into it and write to you.",
    unknownUnasked: "Our knowledge base says nothing about this; a colleague will look into it.",
    results: "Thank you for your message. This is what our system shows:",
    resultsAfter: "Our system shows:",
    result: (label, value) => `${label}: ${value}.`,
    closing: "If this does not help, please reply to this message.",
  },
  zh: {
    greeting: (name) => (name ? `${name}，您好：` : "您好："),
    answer: "感谢您的来信。我们的资料中这样说明：",
    answerUnasked: "我们的资料中这样说明：",
    related: "感谢您的来信。我们的资料没有直接给出答案，以下内容可能与您的问题有关，同事会继续跟进：",
    unknown: "感谢您的来信。我们的知识库中没有找到答案，同事会查明后回复您。",
    unknownUnasked: "我们的知识库中没有相关内容，同事会继续查明。",
    results: "感谢您的来信。系统中的记录如下：",
    resultsAfter: "系统中的记录如下：",
    result: (label, value) => `${label}：${value}。`,
    closing: "如果仍未解决，请直接回复本消息。",
  },
};
