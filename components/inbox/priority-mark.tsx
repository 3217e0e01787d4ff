import { ChevronDown, ChevronsUp, ChevronUp, Equal } from "lucide-react";
import type { Priority } from "../../server/conversation/schema.ts";
import { cn } from "../ui/class-names.ts";

const looks = {
  urgent: { icon: ChevronsUp, className: "text-destructive" },
  high: { icon: ChevronUp, className: "text-pending" },
  normal: { icon: Equal, className: "text-muted-foreground" },
  low: { icon: ChevronDown, className: "text-muted-foreground" },
};

/** Urgency as a shape and a colour; what it is called stands beside it, or for the ear. */
export function PriorityMark({ priority, className }: { priority: Priority; className?: string }) {
  const { icon: Icon, className: tone } = looks[priority];
  return <Icon aria-hidden className={cn("size-4 shrink-0", tone, className)} />;
}
