import { renderTemplate, type TemplateFacts } from "../../platform/template/render-template.ts";
import { countSegments, type Segments } from "../kinds/sms/segments.ts";
import type { Wording } from "./schema.ts";

/**
 * A reply as its channel words it. What cannot be rendered, or would not hold the whole reply any more, leaves as it was
 * approved: a template never changes what an agent said, nor keeps it from leaving.
 */
export function wordText(
  wording: Wording,
  language: "en" | "zh",
  { reply, ...facts }: TemplateFacts & { reply: string },
): string {
  const template = wording[language];
  if (template === undefined) return reply;
  const rendered = renderTemplate(template, { ...facts, reply });
  return "text" in rendered && rendered.text.includes(reply.trim()) ? rendered.text : reply;
}

export type Measured = { characters: number; bytes: number; segments: Segments };

/** How long a text is where that matters: in characters as people count them, in bytes, and in parts of a text message. */
export function measureText(text: string): Measured {
  const characters = [...new Intl.Segmenter().segment(text)].length;
  return { characters, bytes: Buffer.byteLength(text), segments: countSegments(text) };
}
