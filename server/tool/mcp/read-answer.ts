import type { CallToolResult } from "@ai-sdk/mcp";

const longestError = 500;

function textOf(answer: CallToolResult): string {
  if (!("content" in answer) || !Array.isArray(answer.content)) return "";
  return (answer.content as { type?: unknown; text?: unknown }[])
    .flatMap(({ type, text }) => (type === "text" && typeof text === "string" ? [text] : []))
    .join("\n");
}

/** What a tool of an MCP server answered: its structured content, a JSON text, or its words as `{text}`; pictures are left out. */
export function readAnswer(answer: CallToolResult): { value: unknown } | { error: string } {
  const text = textOf(answer);
  if ("isError" in answer && answer.isError)
    return {
      error: `It answered with an error: ${text.slice(0, longestError).toWellFormed() || "without words"}`,
    };
  if ("structuredContent" in answer && answer.structuredContent) return { value: answer.structuredContent };
  if ("toolResult" in answer && answer.toolResult !== undefined) return { value: answer.toolResult };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { value };
  } catch {
    // Plain words.
  }
  return { value: { text } };
}
