/** In any case, as the router takes them. */
const API = /^\/(?:v1|graphql|files)(?:\/|$)/i;

/** Whether a path is one that clients work with, and not a page for people or the health check. */
export function isApiPath(path: string): boolean {
  return API.test(path);
}
