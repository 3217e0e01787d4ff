import { z } from "zod";

/** The newcomer's way, in order: five steps in the demo, three in the workspace that is really theirs. */
export const demoSteps = ["sample", "suggestion", "citation", "approve", "delivery"] as const;
export const ownSteps = ["endpoint", "document", "invite"] as const;

/** What only the screen sees done; the others are read from the rows. */
export const tickableSteps = [...demoSteps, "hidden"] as const;
export const tickInput = z.strictObject({ step: z.enum(tickableSteps) });

export type Step = (typeof demoSteps)[number] | (typeof ownSteps)[number];
export type Checklist = { done: Step[]; hidden: boolean };
