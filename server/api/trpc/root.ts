import { apiKeyRouter } from "./api-key-router.ts";
import { auditRouter } from "./audit-router.ts";
import { changeRouter } from "./change-router.ts";
import { channelRouter } from "./channel-router.ts";
import { checklistRouter } from "./checklist-router.ts";
import { conversationRouter } from "./conversation-router.ts";
import { deliveryRouter } from "./delivery-router.ts";
import { demoRouter } from "./demo-router.ts";
import { endpointRouter } from "./endpoint-router.ts";
import { eventRouter } from "./event-router.ts";
import { figureRouter } from "./figure-router.ts";
import { knowledgeRouter } from "./knowledge-router.ts";
import { meRouter } from "./me-router.ts";
import { playbookRouter } from "./playbook-router.ts";
import { requestRouter } from "./request-router.ts";
import { runRouter } from "./run-router.ts";
import { suggestionRouter } from "./suggestion-router.ts";
import { systemRouter } from "./system-router.ts";
import { teamRouter } from "./team-router.ts";
import { toolCallRouter } from "./tool-call-router.ts";
import { toolRouter } from "./tool-router.ts";
import { toolServerRouter } from "./tool-server-router.ts";
import { router } from "./trpc.ts";
import { viewRouter } from "./view-router.ts";

/** Everything the screens may ask: a table of contents. */
export const appRouter = router({
  change: changeRouter,
  me: meRouter,
  conversation: conversationRouter,
  view: viewRouter,
  suggestion: suggestionRouter,
  delivery: deliveryRouter,
  event: eventRouter,
  endpoint: endpointRouter,
  request: requestRouter,
  demo: demoRouter,
  figure: figureRouter,
  checklist: checklistRouter,
  knowledge: knowledgeRouter,
  run: runRouter,
  apiKey: apiKeyRouter,
  audit: auditRouter,
  system: systemRouter,
  channel: channelRouter,
  playbook: playbookRouter,
  tool: toolRouter,
  toolServer: toolServerRouter,
  toolCall: toolCallRouter,
  team: teamRouter,
});

export type AppRouter = typeof appRouter;
