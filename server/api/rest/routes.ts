import type { Route } from "./route.ts";
import { apiKeyRoutes } from "./routes/api-key-routes.ts";
import { channelRoutes } from "./routes/channel-routes.ts";
import { contactRoutes } from "./routes/contact-routes.ts";
import { conversationRoutes } from "./routes/conversation-routes.ts";
import { deliveryRoutes } from "./routes/delivery-routes.ts";
import { documentRoutes } from "./routes/document-routes.ts";
import { endpointRoutes } from "./routes/endpoint-routes.ts";
import { eventRoutes } from "./routes/event-routes.ts";
import { playbookRoutes } from "./routes/playbook-routes.ts";
import { requestRoutes } from "./routes/request-routes.ts";
import { searchRoutes } from "./routes/search-routes.ts";
import { suggestionRoutes } from "./routes/suggestion-routes.ts";
import { toolCallRoutes } from "./routes/tool-call-routes.ts";
import { toolRoutes } from "./routes/tool-routes.ts";

/** The public API: a table of contents. */
export const routes: readonly Route[] = [
  ...endpointRoutes,
  ...requestRoutes,
  ...eventRoutes,
  ...conversationRoutes,
  ...suggestionRoutes,
  ...deliveryRoutes,
  ...documentRoutes,
  ...searchRoutes,
  ...contactRoutes,
  ...channelRoutes,
  ...toolRoutes,
  ...toolCallRoutes,
  ...playbookRoutes,
  ...apiKeyRoutes,
];
