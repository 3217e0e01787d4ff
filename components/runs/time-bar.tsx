import type { Span } from "../../server/run/schema.ts";
import { cn } from "../ui/class-names.ts";

const width = 1000;
const height = 12;
/** What took no time to speak of is still to be seen. */
const thinnest = 3;

/** Told apart by height as well as by colour: what runs fills the line, a queue half of it, a wait is a thread. */
const shapes: Record<Span["kind"], { y: number; height: number; className: string }> = {
  running: { y: 0, height, className: "fill-primary" },
  failed: { y: 0, height, className: "fill-destructive" },
  queued: { y: 6, height: 6, className: "fill-input" },
  waiting: { y: 5, height: 2, className: "fill-pending" },
};

/** Spans of time on the scale of the whole run; the numbers stand beside it, for those who cannot see it too. */
export function TimeBar({
  spans,
  lengthMs,
  className,
}: {
  spans: readonly Span[];
  lengthMs: number;
  className?: string;
}) {
  const x = (ms: number) => (ms / lengthMs) * width;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={cn("h-3 w-full overflow-hidden rounded-xs bg-muted/60", className)}
    >
      {spans.map(({ kind, from, to }) => {
        const wide = Math.max(x(to) - x(from), thinnest);
        const shape = shapes[kind];
        return (
          <rect
            key={`${kind} ${from}`}
            x={Math.min(x(from), width - wide)}
            width={wide}
            y={shape.y}
            height={shape.height}
            className={shape.className}
          />
        );
      })}
    </svg>
  );
}

/** One shape of it, for the legend. */
export function TimeMark({ kind }: { kind: Span["kind"] }) {
  const shape = shapes[kind];
  return (
    <svg aria-hidden viewBox={`0 0 16 ${height}`} className="h-3 w-4 shrink-0">
      <rect width={16} y={shape.y} height={shape.height} className={shape.className} />
    </svg>
  );
}
