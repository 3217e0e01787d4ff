import { describe, expect, it } from "vitest";
import { permissions } from "../permissions.ts";
import { openApiDocument } from "./open-api.ts";
import { routes } from "./routes.ts";

type Operation = { operationId: string; responses: Record<string, object>; "x-permission": string };
const document = JSON.parse(JSON.stringify(openApiDocument("https://desk.example"))) as {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
};
const described = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

/** Every value under `$ref`, wherever it stands. */
function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "$ref" && typeof item === "string" ? [item] : references(item),
  );
}

describe("the public API's table", () => {
  it("names a permission of the closed list in every route", () => {
    for (const route of routes) expect(Object.keys(permissions), route.path).toContain(route.permission);
  });

  it("has each method once at a path", () => {
    const names = routes.map((route) => `${route.method} ${route.path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("takes every parameter of a path", () => {
    for (const { path, params } of routes) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(Object.keys(params?.shape ?? {}), path).toEqual(named);
    }
  });

  it("has every call of the contract that this version serves", () => {
    const names = routes.map((route) => `${route.method} ${route.path}`);
    for (const noun of ["contacts", "channels", "playbooks"])
      expect(names).toEqual(
        expect.arrayContaining([
          `POST /${noun}`,
          `GET /${noun}`,
          `GET /${noun}/{id}`,
          `PATCH /${noun}/{id}`,
          `DELETE /${noun}/{id}`,
        ]),
      );
    expect(names).toEqual(
      expect.arrayContaining([
        "POST /endpoints",
        "GET /endpoints",
        "PATCH /endpoints/{id}",
        "GET /requests",
        "GET /requests/{id}",
        "GET /events",
        "GET /events/{id}",
        "POST /events/{id}/replay",
        "GET /conversations",
        "GET /conversations/{id}",
        "POST /suggestions/{id}/approve",
        "POST /suggestions/{id}/reject",
        "GET /deliveries",
        "GET /deliveries/{id}",
        "POST /documents",
        "GET /documents/{id}",
        "DELETE /documents/{id}",
        "POST /search",
      ]),
    );
  });
});

describe("the OpenAPI document", () => {
  it("describes exactly the routes, with their permissions", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(document.servers).toEqual([{ url: "https://desk.example/api/v1" }]);
    expect(described.map(({ name }) => name).sort()).toEqual(
      routes.map((route) => `${route.method} ${route.path}`).sort(),
    );
    for (const route of routes) {
      const operation = document.paths[route.path]![route.method.toLowerCase()]!;
      expect(operation["x-permission"]).toBe(route.permission);
      expect(Object.keys(operation.responses)).toEqual([String(route.status), "default"]);
    }
  });

  it("points at nothing that is not in it", () => {
    for (const reference of references(document)) {
      const found = reference
        .replace(/^#\//, "")
        .split("/")
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      expect(found, reference).toBeDefined();
    }
  });

  it("gives every operation a name of its own", () => {
    const ids = described.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("speaks of tools and of the decision about their calls", () => {
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        "/tools",
        "/tools/{id}",
        "/tool-calls/{id}/approve",
        "/tool-calls/{id}/reject",
      ]),
    );
  });
});
