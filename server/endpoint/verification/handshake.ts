/** What a sender wants to hear before it sends anything: the answer to its verification of our address. */
export type Handshake = { status: number; contentType: string; body: string };

export const textHandshake = (body: string): Handshake => ({
  status: 200,
  contentType: "text/plain; charset=utf-8",
  body,
});

export const jsonHandshake = (body: object): Handshake => ({
  status: 200,
  contentType: "application/json",
  body: JSON.stringify(body),
});
