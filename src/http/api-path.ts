/** Case-insensitive, like the router. */
const API = /^\/(?:v1|graphql|files)(?:\/|$)/i;

/** Whether a path belongs to the API, unlike the reference page and the health check. */
export function isApiPath(path: string): boolean {
  return API.test(path);
}
