import { DomainError } from "../../errors.ts";
import { canonicalHostPort, checkAddress } from "./check-address.ts";

const mailPorts = new Set([25, 465, 587, 2525]);

/**
 * What can be said of a mail server without asking DNS: a public host on a port that mail is sent by, or one the operator opened.
 * @throws DomainError `host_not_allowed`
 */
export function checkMailServer(
  { host, port }: { host: string; port: number },
  allowed: ReadonlySet<string>,
): { host: string; isOpened: boolean } {
  if (!/^[a-z0-9.:[\]-]{1,253}$/i.test(host))
    throw new DomainError("host_not_allowed", "Give the mail server's name, for example smtp.example.com.");
  const bare = host.replace(/^\[|\]$/g, "");
  if (allowed.has(canonicalHostPort(`${host}:${port}`))) return { host: bare, isOpened: true };
  if (!mailPorts.has(port))
    throw new DomainError(
      "host_not_allowed",
      `Port ${port} is not one that mail is sent by. Use 587, 465, 25 or 2525, or ask the operator to add ${host}:${port} to FIRSTLINE_ALLOW_PRIVATE_HOSTS.`,
    );
  // The rules for names and addresses are those of every other way out.
  checkAddress(`https://${host}/`, allowed);
  return { host: bare, isOpened: false };
}
