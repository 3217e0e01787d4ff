import type { Outbound } from "../platform/outbound.ts";

/**
 * Guards every address of a channel's settings before they are saved.
 * @throws DomainError("host_not_allowed")
 */
export async function checkAddresses(outbound: Outbound, addresses: string[]): Promise<void> {
  for (const address of addresses) {
    const mail = /^smtp:\/\/(.+):(\d+)$/.exec(address);
    if (mail) await outbound.checkMailServer({ host: mail[1]!, port: Number(mail[2]) });
    else await outbound.checkUrl(address);
  }
}
