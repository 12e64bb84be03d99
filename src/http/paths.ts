/** Paths outside of /v1. */
export const HOME_PATH = '/';
export const GRAPHQL_PATH = '/graphql';
export const SCHEMA_PATH = '/schema.graphql';
export const REFERENCE_PATH = '/reference';
/** Files that pages load. */
export const ASSETS_PATH = '/assets';
export const ICON_PATH = '/favicon.ico';
/** Readiness: whether requests can be served. */
export const HEALTH_PATH = '/healthz';
/** Liveness: whether the process runs. */
export const LIVE_PATH = '/livez';
export const METRICS_PATH = '/metrics';
/** The list of the operations of /v1, and its contract. */
export const REST_PATH = '/v1';
export const OPENAPI_PATHS = { yaml: '/v1/openapi.yaml', json: '/v1/openapi.json' } as const;
