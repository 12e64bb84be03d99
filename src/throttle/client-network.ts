import { isIPv4, isIPv6 } from 'node:net';

/** As some proxies write an address into X-Forwarded-For: with the port that the client had. */
const WITH_PORT = /^(?:\[(?<bracketed>[^\]]+)\](?::\d+)?|(?<plain>\d+\.\d+\.\d+\.\d+):\d+)$/;

/** What is no address may be anything, and anything else the next time. */
const NO_ADDRESS = 'unknown';

const IPV4_IN_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
/** Groups of 16 bits that a provider hands to one customer as a whole: a /64. */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/** The eight groups of an IPv6 address, `::` spelled out. */
function groupsOf(address: string): string[] {
  // URL's parser writes every spelling of an address the same way.
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [before = '', after] = canonical.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  return [...head, ...Array<string>(GROUPS - head.length - tail.length).fill('0'), ...tail];
}

/**
 * Whom attempts are counted against: an IPv4 address, or the /64 of an IPv6 address, all of which one customer has to
 * themselves.
 */
export function clientNetwork(given: string): string {
  const { bracketed, plain } = WITH_PORT.exec(given)?.groups ?? {};
  const address = bracketed ?? plain ?? given;
  const [, ipv4] = IPV4_IN_IPV6.exec(address) ?? [];
  if (ipv4 !== undefined) return ipv4;
  if (isIPv6(address)) return `${groupsOf(address).slice(0, NETWORK_GROUPS).join(':')}::/64`;
  return isIPv4(address) ? address : NO_ADDRESS;
}
