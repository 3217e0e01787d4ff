import { type Preset, unixSeconds } from "./preset.ts";

/** Shops and payments. */
export const commerce = {
  shopify: {
    label: "Shopify",
    group: "commerce",
    scheme: "shopify",
    secretFrom: "sender",
    sender: {
      places: {
        // The event's id stays the same over its deliveries; the webhook's id is per delivery.
        event_id: ["headers.x-shopify-event-id", "headers.x-shopify-webhook-id"],
        type: ["headers.x-shopify-topic"],
        occurred_at: ["headers.x-shopify-triggered-at", "updated_at"],
        entity: ["admin_graphql_api_id", "id"],
        text: ["note", "customer_note"],
        "contact.id": ["customer.id"],
        "contact.name": ["customer.first_name", "shipping_address.name"],
        "contact.email": ["email", "contact_email", "customer.email"],
        "contact.phone": ["phone", "customer.phone"],
      },
    },
    sample: ({ id, at }) => ({
      headers: {
        "x-shopify-topic": "orders/updated",
        "x-shopify-shop-domain": "example.myshopify.com",
        "x-shopify-event-id": id,
        "x-shopify-triggered-at": at.toISOString(),
      },
      body: {
        json: {
          id: 820982911946154500,
          admin_graphql_api_id: "gid://shopify/Order/820982911946154508",
          name: "#9999",
          email: "lin@example.com",
          note: "Please leave it with the neighbour; I am away until Friday.",
          financial_status: "paid",
          fulfillment_status: null,
          total_price: "348.00",
          currency: "EUR",
          updated_at: at.toISOString(),
          customer: {
            id: 115310627314723950,
            first_name: "Lin",
            last_name: "Zhao",
            email: "lin@example.com",
          },
        },
      },
    }),
  },
  stripe: {
    label: "Stripe",
    group: "commerce",
    scheme: "stripe",
    secretFrom: "sender",
    sender: {
      places: {
        event_id: ["id"],
        type: ["type"],
        occurred_at: ["created"],
        entity: ["data.object.id"],
        text: ["data.object.description", "data.object.evidence.customer_communication"],
        "contact.id": ["data.object.customer"],
        "contact.name": ["data.object.customer_name", "data.object.billing_details.name"],
        "contact.email": [
          "data.object.customer_email",
          "data.object.receipt_email",
          "data.object.billing_details.email",
        ],
        "contact.phone": ["data.object.customer_phone", "data.object.billing_details.phone"],
      },
    },
    sample: ({ id, at }) => ({
      body: {
        json: {
          id: `evt_${id}`,
          object: "event",
          api_version: "2025-09-30",
          created: unixSeconds(at),
          type: "invoice.payment_failed",
          livemode: false,
          data: {
            object: {
              id: "in_1QExample",
              object: "invoice",
              customer: "cus_QExample",
              customer_name: "Noor Haddad",
              customer_email: "noor@example.com",
              description: "Your card was declined. We will try again in three days.",
              amount_due: 2900,
              currency: "eur",
              attempt_count: 1,
            },
          },
        },
      },
    }),
  },
} satisfies Record<string, Preset>;
