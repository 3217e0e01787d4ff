import { join } from "node:path";
import { expect, it } from "vitest";
import { exampleProject, isTest, readProject, type SourceFile } from "../testing/architecture/project.ts";

/** Files that speak to the operator's own hosts (model, embeddings, Supabase, Inngest), and the gate itself. */
const doors = [
  "server/platform/outbound.ts",
  "server/platform/outbound-fetch.ts",
  "server/platform/outbound-mail.ts",
  "server/platform/openai-embedder.ts",
  "server/platform/create-supabase.ts",
  "server/suggestion/choose-language-model.ts",
  "inngest/embedded/",
  "inngest/client.ts",
];
/** What runs in the browser reaches our own server only; the Content-Security-Policy sees to that. */
const outside = (path: string) => /^(components|app|e2e|bench|scripts|messages)\//.test(path) || isTest(path);

const clients =
  /^(undici|node:http2?|node:https|node:net|node:tls|node:dgram|axios|got|nodemailer|@ai-sdk\/.*|@supabase\/.*)$/;
const servesOnly = new Set(["BlockList", "createServer", "isIP", "isIPv4", "isIPv6"]);

/** Whether the import takes types or servers only. */
function takesNoClient(file: SourceFile, specifier: string): boolean {
  const statement = file.text.match(new RegExp(`import (?:type )?\\{([^}]*)\\} from "${specifier}"`));
  const names = statement?.[1]?.split(",").map((name) => name.trim()) ?? [""];
  return (
    names.every((name) => name === "" || name.startsWith("type ") || servesOnly.has(name)) && !!statement
  );
}

/** Every way out beside the gate. */
function waysOut(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !outside(path) && !doors.some((door) => path.startsWith(door)))
    .flatMap((file) => {
      const imports = file.imports
        .filter(({ specifier, typeOnly }) => !typeOnly && clients.test(specifier))
        .filter(({ specifier }) => !takesNoClient(file, specifier))
        .map(({ specifier }) => `${file.path} imports ${specifier}`);
      const calls = file.tokens.some(
        (token, i) =>
          token.text === "fetch" && file.tokens[i + 1]?.text === "(" && file.tokens[i - 1]?.text !== ".",
      );
      return calls ? [...imports, `${file.path} calls fetch`] : imports;
    });
}

const harmless = [
  // The folder's lock asks a Unix socket of its own whether anyone holds it.
  "server/platform/embedded-database/lock-folder.ts imports node:net",
  // Its client is given the gate's fetch.
  "server/tool/mcp/session.ts imports @ai-sdk/mcp",
];

it("nothing leaves the machine except through the gate", () => {
  const found = waysOut(readProject(join(import.meta.dirname, "../..")));
  expect(found.filter((way) => !harmless.includes(way))).toEqual([]);
});

it.each<Record<string, string>>([
  { "server/tool/call-tool.ts": "await fetch(url);" },
  { "server/tool/call-tool.ts": 'import { request } from "undici";' },
  { "server/tool/call-tool.ts": 'import http from "node:http";' },
  { "server/tool/call-tool.ts": 'import { createServer, request } from "node:http";' },
  { "server/channel/mail.ts": 'import nodemailer from "nodemailer";' },
  { "server/knowledge/a.ts": 'const { createClient } = await import("@supabase/supabase-js");' },
  { "inngest/functions/x.ts": "globalThis; fetch(url)" },
])("and what goes round it is found (%#)", (files) => expect(waysOut(exampleProject(files))).not.toEqual([]));

it("and what does not go out is let be", () => {
  const files = {
    "server/a.ts": 'import { createServer, type Server } from "node:http"; outbound.fetch(request);',
    "server/b.ts": 'import type { Agent } from "undici";',
  };
  expect(waysOut(exampleProject(files))).toEqual([]);
});
