import type { Article } from "../schema.ts";

/** What the invented shop's help centre tells in English. */
export const englishArticles: Article[] = [
  {
    filename: "shipping-and-delivery.md",
    topic: "shipping",
    text: `# Shipping and delivery

## How long delivery takes

Orders placed before 2 pm on a working day leave our warehouse the same day. Delivery takes 2 to 4 working days within the country and 5 to 8 working days to the rest of Europe. We do not deliver on Sundays or public holidays.

## What shipping costs

Shipping is free for orders above 60 euros. Below that it costs 4.90 euros within the country and 9.90 euros to the rest of Europe. Express delivery arrives on the next working day and costs 12 euros.

## Tracking a parcel

You receive the tracking link by e-mail as soon as the parcel leaves the warehouse. If the tracking has not changed for three working days, write to us and we open a search with the carrier. A parcel that stays lost is sent again or refunded, whichever you prefer.

## Changing the delivery address

The delivery address can be changed until the parcel leaves the warehouse. Reply with your order number and the new address. Once the parcel is on its way, the carrier can only hold it at a pick-up point.
`,
  },
  {
    filename: "returns-and-refunds.md",
    topic: "returns",
    text: `# Returns and refunds

## Return window

Anything you bought from us can be returned within 30 days of delivery. Kettles and teaware must be unused and in their original packaging. Opened tea cannot be returned, unless it arrived damaged.

## How to send something back

Ask us for a return label and stick it on the parcel. Returns are free within the country; from other countries the return costs 6 euros. Drop the parcel at any pick-up point of the carrier and keep the receipt.

## When the money arrives

We check a return within 2 working days of its arrival. The refund goes to the original means of payment and arrives within 5 working days. Shipping costs are refunded only when the item was faulty or the mistake was ours.

## Exchanging an item

An exchange is a return and a new order. Tell us which colour or size you want instead and we reserve it for 7 days.
`,
  },
  {
    filename: "warranty-and-repairs.md",
    topic: "warranty",
    text: `# Warranty and repairs

## How long the warranty lasts

Every Pebble kettle has a three-year warranty. Teapots and cups have a one-year warranty against cracks in the glaze. The warranty does not cover limescale, drops, or water in the base.

## If your kettle does not heat

Unplug the kettle, let it cool for ten minutes and press the small red button under the base. That resets the boil-dry protection, which switches the kettle off when it is started without water. If it still does not heat, we repair or replace it under the warranty.

## If the lid does not close

A lid that no longer clicks shut is replaced free of charge. Send us your order number and a photo of the hinge; we send a new lid within 3 working days.

## Repairs after the warranty

After the warranty we repair kettles for a flat price of 29 euros, including return shipping. Spare parts are kept for eight years.
`,
  },
  {
    filename: "descaling-your-kettle.md",
    topic: "care",
    text: `# Descaling and caring for your kettle

## When to descale

Descale the kettle when you see white flakes in the water or when it becomes louder. With hard water that is about every four weeks, with soft water every three months.

## How to descale

Fill the kettle with half a litre of water and two tablespoons of citric acid. Heat it once, wait for twenty minutes, then rinse it three times with clear water. Never use vinegar essence: it attacks the seal of the lid.

## White flakes in the water

White flakes are limescale. They are harmless, and they go away when the kettle is descaled.

## Cleaning the outside

Wipe the outside with a damp cloth. Never put the kettle or its base into the dishwasher.
`,
  },
  {
    filename: "orders-and-invoices.md",
    topic: "orders",
    text: `# Orders, changes and invoices

## Changing or cancelling an order

An order can be changed or cancelled free of charge until the parcel leaves the warehouse. Write to us with the order number; we confirm the change within two hours on working days.

## Invoices

The invoice is attached to the e-mail that confirms the shipment. We can put a company name and a VAT number on the invoice for 30 days after the order. Reply with the order number and the exact company name.

## Means of payment

You can pay by card, PayPal, bank transfer or on account. The bank transfer must arrive within 7 days, otherwise the order is cancelled automatically.

## Charged twice

A second charge on your card is usually a reservation, which disappears within 3 working days. If it is still there after that, send us a picture of both charges and we refund one of them.
`,
  },
  {
    filename: "gift-cards-and-discounts.md",
    topic: "gift cards",
    text: `# Gift cards and discount codes

## Using a gift card

Enter the gift card's code in the last step of the order. A gift card is valid for three years and can be used in several orders until it is empty. It cannot be paid out in cash.

## A discount code does not work

Only one discount code can be used per order. Codes do not apply to tea subscriptions and to items that are already reduced. Check the spelling and whether the code has expired.

## Tea subscription

The tea subscription sends 100 grams every month for 14 euros, shipping included. It can be paused or cancelled at any time up to three days before the next parcel.
`,
  },
];
