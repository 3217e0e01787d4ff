import { randomBytes } from "node:crypto";
import { type Context, makeContext } from "../context.ts";
import { readSettings } from "../env.ts";
import { newId } from "../platform/ids.ts";
import { createLogger } from "../platform/logger.ts";
import type { Platform } from "../platform/platform.ts";
import { createSealedSecrets } from "../platform/sealed-secrets.ts";
import { testDatabase } from "./database.ts";

/** Refuses the use of a port that the test did not give. */
function notGiven(name: string): never {
  return new Proxy(
    {},
    {
      get() {
        throw new Error(`This test uses platform.${name} without giving one.`);
      },
    },
  ) as never;
}

/** A platform on the run's database; ports a test needs beyond it are given in `ports`. */
export function testPlatform(ports: Partial<Platform> = {}): Platform {
  return {
    settings: readSettings({ PORT: "3999", FIRSTLINE_LOG_LEVEL: "silent" }),
    logger: createLogger("silent"),
    database: testDatabase(),
    sealedSecrets: createSealedSecrets(randomBytes(32)),
    outbound: notGiven("outbound"),
    embedder: notGiven("embedder"),
    languageModel: notGiven("languageModel"),
    ...ports,
  };
}

/** A context in a new workspace of its own. */
export async function testContext(ports: Partial<Platform> = {}): Promise<Context> {
  const platform = testPlatform(ports);
  const id = newId();
  await platform.database.prisma.workspace.create({
    data: { id, name: "Test", slug: id, createdAt: new Date() },
  });
  return makeContext(platform, id, { kind: "system" });
}
