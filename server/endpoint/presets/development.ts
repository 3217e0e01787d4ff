import type { Preset } from "./preset.ts";

/** Where developers hear from users. */
export const development = {
  github: {
    label: "GitHub",
    group: "development",
    scheme: "github",
    secretFrom: "us",
    sender: {
      places: {
        event_id: ["headers.x-github-delivery"],
        type: ["headers.x-github-event"],
        occurred_at: ["comment.created_at", "issue.updated_at", "pull_request.updated_at"],
        entity: ["issue.node_id", "pull_request.node_id", "discussion.node_id"],
        text: ["comment.body", "review.body", "issue.body", "pull_request.body", "discussion.body"],
        "contact.id": ["sender.id"],
        "contact.name": ["sender.login"],
      },
    },
    sample: ({ id, at }) => ({
      headers: { "x-github-event": "issue_comment", "x-github-delivery": id },
      body: {
        json: {
          action: "created",
          issue: {
            number: 7,
            node_id: "I_kwDOExample",
            title: "Export fails on large projects",
            state: "open",
          },
          comment: {
            id: 99262140,
            created_at: at.toISOString(),
            body: "The export stops at 80 % with error 0x51. Is there a workaround?",
            user: { id: 583231, login: "octocat" },
          },
          repository: { full_name: "example/lumen" },
          sender: { id: 583231, login: "octocat", type: "User" },
        },
      },
    }),
  },
  gitlab: {
    label: "GitLab",
    group: "development",
    scheme: "token",
    options: { header: "x-gitlab-token" },
    secretFrom: "us",
    sender: {
      places: {
        // The idempotency key (17.4 and later) stays the same over retries; the event's UUID is older.
        event_id: ["headers.idempotency-key", "headers.x-gitlab-event-uuid"],
        type: ["headers.x-gitlab-event", "object_kind"],
        occurred_at: ["object_attributes.updated_at", "object_attributes.created_at"],
        entity: ["issue.id", "merge_request.id", "object_attributes.id"],
        text: ["object_attributes.note", "object_attributes.description", "object_attributes.title"],
        "contact.id": ["user.id", "user_id"],
        "contact.name": ["user.name", "user_name"],
        "contact.email": ["user.email", "user_email"],
      },
    },
    sample: ({ id, at }) => ({
      headers: { "x-gitlab-event": "Note Hook", "x-gitlab-event-uuid": id, "idempotency-key": id },
      body: {
        json: {
          object_kind: "note",
          event_type: "note",
          user: { id: 42, name: "Sofia Lind", username: "sofia", email: "sofia@example.com" },
          project: { id: 5, path_with_namespace: "example/lumen" },
          object_attributes: {
            id: 1244,
            note: "After the last release the app asks me to sign in every time.",
            noteable_type: "Issue",
            created_at: at.toISOString(),
            updated_at: at.toISOString(),
          },
          issue: { id: 92, iid: 17, title: "Signed out again and again", state: "opened" },
        },
      },
    }),
  },
  linear: {
    label: "Linear",
    group: "development",
    scheme: "linear",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["headers.linear-delivery"],
        type: ["headers.linear-event", "type"],
        occurred_at: ["createdAt"],
        entity: ["data.issue.id", "data.id"],
        text: ["data.body", "data.description", "data.title"],
        "contact.id": ["actor.id", "data.userId"],
        "contact.name": ["actor.name"],
        "contact.email": ["actor.email"],
      },
    },
    sample: ({ id, at }) => ({
      headers: { "linear-delivery": id, "linear-event": "Comment" },
      body: {
        json: {
          action: "create",
          type: "Comment",
          createdAt: at.toISOString(),
          webhookTimestamp: at.getTime(),
          actor: {
            id: "b5ea5f1f-8adc-4f52-b4bd-ab4e84cf51ba",
            name: "Priya Nair",
            email: "priya@example.com",
          },
          data: {
            id: "2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9",
            body: "A customer asks when the dark theme will be there.",
            issue: { id: "539068e2-ae88-4d09-bd75-22eb4a59612f", title: "Dark theme" },
          },
        },
      },
    }),
  },
  jira: {
    label: "Jira",
    group: "development",
    scheme: "jira",
    secretFrom: "us",
    sender: {
      places: {
        event_id: ["headers.x-atlassian-webhook-identifier"],
        type: ["webhookEvent"],
        occurred_at: ["timestamp"],
        entity: ["issue.key", "issue.id"],
        text: ["comment.body", "issue.fields.description", "issue.fields.summary"],
        "contact.id": ["comment.author.accountId", "user.accountId", "user.name"],
        "contact.name": ["comment.author.displayName", "user.displayName"],
        "contact.email": ["comment.author.emailAddress", "user.emailAddress"],
      },
    },
    sample: ({ id, at }) => ({
      headers: { "x-atlassian-webhook-identifier": id },
      body: {
        json: {
          timestamp: at.getTime(),
          webhookEvent: "comment_created",
          issue: { id: "10042", key: "SUP-42", fields: { summary: "Cannot reset my password" } },
          comment: {
            id: "10010",
            body: "The reset mail never arrives; I looked in spam, too.",
            author: {
              accountId: "5b10a2844c20165700ede21g",
              displayName: "Tom Okafor",
              emailAddress: "tom@example.com",
            },
          },
        },
      },
    }),
  },
} satisfies Record<string, Preset>;
