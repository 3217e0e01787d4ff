import { ConversationView } from "../../../../components/conversation/conversation-view.tsx";
import { requireViewer } from "../../viewer.ts";

export default async function ConversationPage({ params }: { params: Promise<{ conversationId: string }> }) {
  const { conversationId } = await params;
  await requireViewer(`/inbox/${conversationId}`);
  return <ConversationView key={conversationId} id={conversationId} />;
}
