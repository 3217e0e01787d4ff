import { z } from "zod";
import { permissions } from "../permissions.ts";
import { errorBody } from "./answer-schemas.ts";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";

type Json = Record<string, unknown>;

/** A schema as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
function toJsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return jsonSchema as Json;
}

function parametersOf(schema: z.ZodObject | undefined, place: "path" | "query"): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || !(field as z.ZodType).safeParse(undefined).success,
    // A number in a URL is text that is read as a number.
    schema: toJsonSchema(field as z.ZodType, "output"),
  }));
}

function operationId(route: Route): string {
  const words = route.path.split("/").filter(Boolean);
  const name = words.map((word) => (word.startsWith("{") ? "one" : word)).join("-");
  return `${route.method.toLowerCase()}-${name}`;
}

const errorAnswer = {
  description: "Refused; the code says why.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
};

function toOperation(route: Route): Json {
  const parameters = [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")];
  const mediaType = route.bodyKind === "multipart" ? "multipart/form-data" : "application/json";
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.path.split("/")[1]],
    security: [{ apiKey: [] }],
    "x-permission": route.permission,
    "x-roles": permissions[route.permission],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: route.bodyKind !== "optional-json",
        content: { [mediaType]: { schema: toJsonSchema(route.body, "input") } },
      },
    }),
    responses: {
      [route.status]: {
        description: "Done.",
        ...(route.responseKind === "file" && { content: { "application/octet-stream": {} } }),
        ...(route.response && {
          content: { "application/json": { schema: toJsonSchema(route.response, "output") } },
        }),
      },
      default: errorAnswer,
    },
  };
}

/** The public API's description, OpenAPI 3.1, made from the same table that answers the calls. */
export function openApiDocument(publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    paths[route.path]![route.method.toLowerCase()] = toOperation(route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Firstline",
      version: "1",
      description:
        "Lists are newest first: {data, next_cursor}, with ?cursor= and ?limit= (at most 100). Webhooks are received at /api/webhook/v1/{endpointKey}.",
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer" } },
      schemas: { Error: toJsonSchema(errorBody, "output") },
    },
  };
}
