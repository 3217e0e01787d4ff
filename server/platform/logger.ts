import { pino } from "pino";

export type Logger = pino.Logger;

/** One JSON line per thing that happened; credentials never reach it. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "secret",
        "*.secret",
        "password",
        "*.password",
        "token",
        "*.token",
        "authorization",
        "*.authorization",
        "*.headers",
      ],
      censor: "[redacted]",
    },
  });
}
