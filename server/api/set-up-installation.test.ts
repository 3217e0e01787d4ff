import { describe, expect, it } from "vitest";
import { authenticateApiKey } from "../api-key/authenticate-api-key.ts";
import { readSettings } from "../env.ts";
import { newId } from "../platform/ids.ts";
import { testPlatform } from "../testing/context.ts";
import { signInWithLink } from "../user/sign-in-with-link.ts";
import { signInWithPassword } from "../user/sign-in-with-password.ts";
import { setUpInstallation } from "./set-up-installation.ts";

/** A platform whose first start has not happened: the tests of this file share one database, so they run in order. */
const platformWith = (env: Record<string, string>) =>
  testPlatform({ settings: readSettings({ PORT: "3999", FIRSTLINE_LOG_LEVEL: "silent", ...env }) });

describe("setUpInstallation", () => {
  const email = `${newId()}@example.com`;
  const environment = { FIRSTLINE_ADMIN_EMAIL: email, FIRSTLINE_ADMIN_PASSWORD: "correct horse" };

  it("offers a link that signs an admin in, and begins the workspace once", async () => {
    const platform = platformWith({});
    const begun: string[] = [];
    const start = () =>
      setUpInstallation({ platform, onWorkspaceCreated: [async (_, id) => void begun.push(id)] });
    const [first, second] = await Promise.all([start(), start()]);
    const third = await start();
    expect(new Set([first, second, third].map((answer) => answer.workspaceId)).size).toBe(1);
    expect(begun).toEqual([first.workspaceId]);

    const url = new URL(third.signInUrl!);
    expect(`${url.origin}${url.pathname}`).toBe(`${platform.settings.publicUrl}/sign-in/link`);
    const member = await signInWithLink({ platform, input: { token: url.searchParams.get("token")! } });
    expect(member).toMatchObject({ role: "admin", workspaceId: first.workspaceId });
  });

  it("undoes the workspace when what it begins with cannot be written", async () => {
    const platform = testPlatform();
    await platform.database.prisma.workspace.deleteMany({ where: { slug: "main" } });
    await expect(
      setUpInstallation({
        platform,
        onWorkspaceCreated: [
          async () => {
            throw new Error("no playbook");
          },
        ],
      }),
    ).rejects.toThrow("no playbook");
    expect(await platform.database.prisma.workspace.count({ where: { slug: "main" } })).toBe(0);
  });

  it("makes the environment's admin and key, and offers no link", async () => {
    const apiKey = newId();
    const platform = platformWith({ ...environment, FIRSTLINE_API_KEY: apiKey });
    const answer = await setUpInstallation({ platform, onWorkspaceCreated: [] });
    expect(answer.signInUrl).toBeUndefined();
    const request = new Request("http://desk.example", { headers: { authorization: `Bearer ${apiKey}` } });
    expect(await authenticateApiKey({ platform, request })).toMatchObject({
      role: "admin",
      ctx: { workspaceId: answer.workspaceId },
    });
    expect(await setUpInstallation({ platform: platformWith({}), onWorkspaceCreated: [] })).toEqual({
      ...answer,
      created: false,
    });
  });

  it("follows a changed password and leaves an unchanged one alone", async () => {
    const signIn = (password: string) =>
      signInWithPassword({ platform: platformWith({}), input: { email, password, peer: undefined } });
    await setUpInstallation({ platform: platformWith(environment), onWorkspaceCreated: [] });
    const before = await signIn("correct horse");
    await setUpInstallation({ platform: platformWith(environment), onWorkspaceCreated: [] });
    expect(await signIn("correct horse")).toEqual(before);

    const changed = { ...environment, FIRSTLINE_ADMIN_PASSWORD: "another horse" };
    await setUpInstallation({ platform: platformWith(changed), onWorkspaceCreated: [] });
    expect(await signIn("correct horse")).toBeNull();
    expect((await signIn("another horse"))!.sessionVersion).toBeGreaterThan(before!.sessionVersion);
  });

  it("refuses an address nobody could sign in with, in one sentence", async () => {
    const platform = platformWith({ ...environment, FIRSTLINE_ADMIN_EMAIL: "a,b@example.com" });
    await expect(setUpInstallation({ platform, onWorkspaceCreated: [] })).rejects.toThrow(
      /^Set FIRSTLINE_ADMIN_EMAIL/,
    );
  });
});
