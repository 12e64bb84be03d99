import { isIPv4, isIPv6 } from 'node:net';

/** Some proxies add the client's port to the address in X-Forwarded-For. */
const WITH_PORT = /^(?:\[(?<bracketed>[^\]]+)\](?::\d+)?|(?<plain>\d+\.\d+\.\d+\.\d+):\d+)$/;

/** One name for all malformed addresses, since a client could send a new one each time. */
const NO_ADDRESS = 'unknown';

const IPV4_IN_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
/** Groups of 16 bits in a /64, the network that a provider assigns to one customer. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/** The eight groups of an IPv6 address, with `::` expanded. */
function groupsOf(address: string): string[] {
  // URL's parser writes every spelling of an address the same way.
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [before = '', after] = canonical.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  return [...head, ...Array<string>(GROUPS - head.length - tail.length).fill('0'), ...tail];
}

/** The network that a client is counted by: its IPv4 address, or the /64 of its IPv6 address. */
export function clientNetwork(given: string): string {
  const { bracketed, plain } = WITH_PORT.exec(given)?.groups ?? {};
  const address = bracketed ?? plain ?? given;
  const [, ipv4] = IPV4_IN_IPV6.exec(address) ?? [];
  if (ipv4 !== undefined) return ipv4;
  if (isIPv6(address)) return `${groupsOf(address).slice(0, NETWORK_GROUPS).join(':')}::/64`;
  return isIPv4(address) ? address : NO_ADDRESS;
}
