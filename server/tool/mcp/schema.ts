import { z } from "zod";

export const newToolServer = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** Of its Streamable HTTP endpoint. */
  url: z.string().trim().min(1).max(2048),
  /** The value of the Authorization header; sealed, and bound to the address. */
  authorization: z.string().trim().min(1).max(4096).optional(),
});

/** An MCP server whose tools may be allowed one by one. */
export type ToolServer = {
  id: string;
  name: string;
  url: string;
  /** When it was last asked what it offers. */
  checkedAt: Date | null;
  /** Why that failed, or which of its tools cannot be used; null when all is well. */
  problem: string | null;
  createdAt: Date;
};

export type ToolServerView = ToolServer & {
  /** The last characters of its credential; null when it has none. */
  last4: string | null;
  tools: number;
  /** How many of them somebody has to look at. */
  waiting: number;
};
