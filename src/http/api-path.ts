/** Case-insensitive, like the router. */
const API = /^\/(?:v1|graphql|files)(?:\/|$)/i;

/** The same of `/v1` alone. */
const REST = /^\/v1(?:\/|$)/i;

/** Whether a path belongs to the API, unlike the reference page and the health check. */
export function isApiPath(path: string): boolean {
  return API.test(path);
}

/** Whether a path belongs to `/v1`. */
export function isRestPath(path: string): boolean {
  return REST.test(path);
}
