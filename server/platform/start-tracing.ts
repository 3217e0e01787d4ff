import { diag, ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator } from "@opentelemetry/sdk-trace-base";
import type { Logger } from "./logger.ts";
import type { Tracing } from "./tracing.ts";

const sendEveryMs = 2000;

/** A UUID is 16 bytes, as a trace id is; its second half, random in a UUIDv7, is the id of the trace's first span. */
const traceIdOf = (eventId: string) => eventId.replaceAll("-", "");
const firstSpanOf = (eventId: string) => traceIdOf(eventId).slice(16);

/**
 * Sends spans to the operator's collector by OTLP over HTTP, in JSON. A collector that is away costs spans, nothing else.
 * @param options.endpoint the collector's address; /v1/traces is put behind it
 */
export function startTracing(options: {
  endpoint: string;
  headers: Record<string, string>;
  serviceName: string;
  logger: Logger;
}): Tracing {
  const { endpoint, headers, serviceName, logger } = options;
  const tell = (message: string) => logger.warn({ message }, "tracing.failed");
  const nothing = () => {};
  diag.setLogger({ error: tell, warn: tell, info: nothing, debug: nothing, verbose: nothing });
  const random = new RandomIdGenerator();
  let first: string | undefined;
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName }),
    idGenerator: {
      generateTraceId: () => (first ? traceIdOf(first) : random.generateTraceId()),
      generateSpanId: () => (first ? firstSpanOf(first) : random.generateSpanId()),
    },
    spanProcessors: [
      new BatchSpanProcessor(
        new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces`, headers }),
        { scheduledDelayMillis: sendEveryMs },
      ),
    ],
  });
  const tracer = provider.getTracer("firstline");
  return {
    arrived({ eventId, name, attributes = {}, startedAt, endedAt }) {
      first = eventId;
      try {
        tracer
          .startSpan(name, { startTime: startedAt, attributes: about(eventId, attributes) }, ROOT_CONTEXT)
          .end(endedAt);
      } finally {
        first = undefined;
      }
    },
    start({ eventId, name, attributes = {} }) {
      const arrival = {
        traceId: traceIdOf(eventId),
        spanId: firstSpanOf(eventId),
        traceFlags: TraceFlags.SAMPLED,
        isRemote: true,
      };
      const parent = trace.setSpanContext(ROOT_CONTEXT, arrival);
      const span = tracer.startSpan(name, { attributes: about(eventId, attributes) }, parent);
      return ({ attributes: learned = {}, error }) => {
        span.setAttributes(learned);
        if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: error });
        span.end();
      };
    },
    stop: () => provider.shutdown(),
  };
}

const about = (eventId: string, attributes: object) => ({ "firstline.event_id": eventId, ...attributes });
