import { z } from "zod";
import type { Context } from "../../context.ts";
import type { Permission } from "../permissions.ts";

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** One call of the public API: data, from which the router, the checks and the OpenAPI document are made. */
export type Route = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below /api/v1, parameters in braces: "/events/{id}". */
  path: string;
  permission: Permission;
  /** One line for the document. */
  summary: string;
  /** What a success answers; 204 has no body. */
  status: 200 | 201 | 202 | 204;
  params: z.ZodObject | undefined;
  query: z.ZodObject | undefined;
  body: z.ZodType | undefined;
  /** "multipart" takes a form; an optional body may be left out altogether. */
  bodyKind: "json" | "optional-json" | "multipart";
  response: z.ZodType | undefined;
  /** A "file" is answered as its bytes, to be kept, never to be shown. */
  responseKind: "json" | "file";
  run(call: { ctx: Context; params: unknown; query: unknown; body: unknown }): Promise<unknown>;
};

/** What a route that answers a file gives: its bytes and its name. */
export type AnsweredFile = { bytes: Uint8Array<ArrayBuffer>; filename: string };

/** Makes a route that answers a file. */
export function fileRoute<Params extends z.ZodObject, Query extends z.ZodObject>(definition: {
  path: string;
  permission: Permission;
  summary: string;
  params: Params;
  query: Query;
  run(call: { ctx: Context; params: z.output<Params>; query: z.output<Query> }): Promise<AnsweredFile>;
}): Route {
  const { run, ...rest } = definition;
  return {
    ...rest,
    ...{ method: "GET", status: 200, body: undefined, bodyKind: "json", response: undefined },
    responseKind: "file",
    run: run as Route["run"],
  };
}

/** Makes a route whose `run` gets what its schemas read and has to answer what its response schema says. */
export function route<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Response extends z.ZodType | undefined = undefined,
>(definition: {
  method: Route["method"];
  path: string;
  permission: Permission;
  summary: string;
  status: Route["status"];
  params?: Params;
  query?: Query;
  body?: Body;
  bodyKind?: Route["bodyKind"];
  response?: Response;
  run(call: {
    ctx: Context;
    params: Read<Params>;
    query: Read<Query>;
    body: Read<Body>;
  }): Promise<Response extends z.ZodType ? z.input<Response> : void>;
}): Route {
  const { params, query, body, response, bodyKind = "json", run, ...rest } = definition;
  return {
    ...{ ...rest, params, query, body, response, bodyKind },
    responseKind: "json",
    run: run as Route["run"],
  };
}

/** The id in a path. */
export const idParams = z.strictObject({ id: z.uuid() });
