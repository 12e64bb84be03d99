/**
 * The request target as a path with its query (RFC 9112 §3.2), also if sent in absolute form, as to a proxy; null for any
 * other. Koa throws on some invalid targets and misreads some absolute ones.
 */
export function targetOf(url: string): string | null {
  if (url.startsWith('/') || url === '*') return url;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
