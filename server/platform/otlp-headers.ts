import { SettingsError } from "../env.ts";

/** `name=value` pairs, comma-separated, values percent-encoded, as the OpenTelemetry specification writes them. */
export function readOtlpHeaders(text = ""): Record<string, string> {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
      if (!name || value === undefined)
        throw new SettingsError("Write OTEL_EXPORTER_OTLP_HEADERS as name=value, comma-separated.");
      return [name.toLowerCase(), decodeHeader(value)];
    }),
  );
}

function decodeHeader(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
