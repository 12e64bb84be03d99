/**
 * The target of a request as a path with its query (RFC 9112 §3.2), also where it was sent as a whole URL, as to a
 * proxy; null for one that is neither. Koa throws on some of the last kind and misreads some of the second.
 */
export function targetOf(url: string): string | null {
  if (url.startsWith('/') || url === '*') return url;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
