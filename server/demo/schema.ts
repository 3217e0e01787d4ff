/** One article of the invented shop's help centre. */
export type Article = { filename: string; topic: string; text: string };

/** What the invented team did about an event. */
export type Act =
  /** Its suggestion waits for whoever looks at the demo. */
  | { kind: "wait" }
  /** It carries no text, so no playbook serves it. */
  | { kind: "none" }
  | { kind: "approve"; afterMinutes: number }
  | { kind: "edit"; afterMinutes: number; added: string }
  | { kind: "reject"; afterMinutes: number; reason: string }
  /** A playbook sends by itself where the checks allow it. */
  | { kind: "byPlaybook" }
  /** Approved, and its channel did not take it. */
  | { kind: "deliveryFails"; afterMinutes: number }
  /** Every try to handle it failed. */
  | { kind: "fails" };

export type Contact = { id: string; name: string; email?: string; phone?: string };

/** Something that happened to the shop in the two weeks before the demo was made. */
export type StoryEvent = {
  key: string;
  minutesAgo: number;
  type: string;
  contact?: Contact;
  entity?: string;
  text?: string;
  act: Act;
};

/** Which of the shop's systems an event comes from. */
export type Source = "orders" | "helpdesk";

export type Sample = { endpoint: Source; type: string; name: string; text?: string };

/** What the screens know of the demo: none, being filled, or there. */
export type DemoState = {
  workspaceId: string;
  name: string;
  state: "filling" | "ready";
  /** Whether the asking person is in it now. */
  isCurrent: boolean;
  mayRemove: boolean;
};

/** Resolves when the demo may go on: it steps aside while there is real work. Throws when the process ends. */
export type Pace = () => Promise<void>;
