import { createHash } from "node:crypto";
import { DomainError } from "../../errors.ts";
import { checkInputSchema } from "../input/input-schema.ts";
import { narrowSchema } from "../input/narrow-schema.ts";
import { canonical } from "../rules.ts";
import type { Json, JsonObject } from "../schema.ts";

/** A tool as its server describes it. */
export type RemoteTool = {
  name: string;
  description?: string | undefined;
  inputSchema: object;
};

/** What of it we keep; `hash` is over everything a model or a person would be told of it. */
export type RemoteDefinition = {
  origin: string;
  description: string;
  inputSchema: JsonObject;
  hash: string;
};

const longestName = 128;
const longestDescription = 1000;

/** Reads a server's description of a tool. @returns what it says, or why the tool cannot be used */
export function readRemoteTool(tool: RemoteTool): RemoteDefinition | { problem: string } {
  const name = tool.name.slice(0, longestName);
  if (tool.name.length > longestName || !/^[\x21-\x7e]+$/.test(tool.name))
    return { problem: `${name.replaceAll(/[^\x21-\x7e]/g, "?")}: its name cannot be used.` };
  const { description = "" } = tool;
  try {
    const inputSchema = narrowSchema(tool.inputSchema);
    checkInputSchema(inputSchema);
    const said = [tool.name, description, JSON.parse(JSON.stringify(tool.inputSchema)) as Json];
    return {
      origin: tool.name,
      description: description.replaceAll("\u0000", "").slice(0, longestDescription).toWellFormed().trim(),
      inputSchema,
      hash: createHash("sha256").update(canonical(said)).digest("hex"),
    };
  } catch (error) {
    return {
      problem: `${name}: ${error instanceof DomainError ? error.message : "its schema cannot be read."}`,
    };
  }
}

const asWord = (text: string) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");

/** What we call a server's tool: the server's name and its own, as a tool's name may be written, and like no other. */
export function localName(server: string, tool: string, taken: readonly string[]): string {
  const base = `${asWord(server) || "mcp"}_${asWord(tool) || "tool"}`.replace(/^(?=\d)/, "s_").slice(0, 60);
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.includes(name)) return name;
  }
}
