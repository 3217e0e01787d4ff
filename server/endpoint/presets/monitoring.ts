import { alertKey, alertsKey } from "./derived-keys.ts";
import { type Preset, unixSeconds } from "./preset.ts";
import { splitAlerts } from "./several-events.ts";

/** What watches machines. */
export const monitoring = {
  pagerduty: {
    label: "PagerDuty",
    group: "monitoring",
    scheme: "pagerduty",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["event.id"],
        type: ["event.event_type"],
        occurred_at: ["event.occurred_at"],
        entity: ["event.data.id"],
        text: ["event.data.content", "event.data.title"],
        "contact.id": ["event.agent.id", "event.data.service.id"],
        "contact.name": ["event.agent.summary", "event.data.service.summary"],
      },
    },
    sample: ({ id, at }) => ({
      headers: { "x-webhook-id": id },
      body: {
        json: {
          event: {
            id: `01${id}`,
            event_type: "incident.triggered",
            resource_type: "incident",
            occurred_at: at.toISOString(),
            agent: null,
            data: {
              id: "PGR0VU2",
              type: "incident",
              title: "Checkout answers with errors for 12 % of customers",
              status: "triggered",
              urgency: "high",
              service: { id: "PF9KMXH", summary: "Checkout", type: "service_reference" },
            },
          },
        },
      },
    }),
  },
  grafana: {
    label: "Grafana",
    group: "monitoring",
    scheme: "grafana",
    secretFrom: "us",
    sender: {
      places: {
        type: ["status"],
        occurred_at: ["alerts.0.startsAt"],
        entity: ["groupKey"],
        text: ["message", "title"],
        "contact.id": ["receiver"],
      },
      deriveKey: alertsKey,
    },
    sample: ({ at }) => ({
      body: {
        json: {
          receiver: "firstline",
          status: "firing",
          orgId: 1,
          groupKey: '{}:{alertname="Slow answers"}',
          title: "[FIRING:1] Slow answers",
          message: "The help centre takes 4.2 s to answer; customers will notice.",
          alerts: [
            {
              status: "firing",
              labels: { alertname: "Slow answers", service: "help-centre" },
              annotations: { summary: "p95 above 3 s for ten minutes" },
              startsAt: at.toISOString(),
              endsAt: "0001-01-01T00:00:00Z",
              fingerprint: "57c6d9296de2ad39",
            },
          ],
        },
      },
    }),
  },
  alertmanager: {
    label: "Alertmanager",
    group: "monitoring",
    scheme: "bearer",
    secretFrom: "us",
    sender: {
      places: {
        type: ["status"],
        occurred_at: ["alert.startsAt"],
        entity: ["alert.fingerprint"],
        text: [
          "alert.annotations.description",
          "alert.annotations.summary",
          "commonAnnotations.description",
          "alert.labels.alertname",
        ],
        "contact.id": ["receiver"],
      },
      split: splitAlerts,
      deriveKey: alertKey,
    },
    sample: ({ at }) => ({
      body: {
        json: {
          version: "4",
          groupKey: '{}:{alertname="QueueFull"}',
          truncatedAlerts: 0,
          status: "firing",
          receiver: "firstline",
          groupLabels: { alertname: "QueueFull" },
          commonLabels: { alertname: "QueueFull", severity: "warning" },
          commonAnnotations: {},
          externalURL: "http://alertmanager.example.com",
          alerts: ["mail", "sms"].map((queue, i) => ({
            status: "firing",
            labels: { alertname: "QueueFull", queue },
            annotations: { description: `The ${queue} queue holds ${800 + 100 * i} messages.` },
            startsAt: at.toISOString(),
            endsAt: "0001-01-01T00:00:00Z",
            fingerprint: `9a1c04f${i}${unixSeconds(at).toString(16)}`,
          })),
        },
      },
    }),
  },
} satisfies Record<string, Preset>;
