/** Paths outside of /v1. */
export const GRAPHQL_PATH = '/graphql';
export const REFERENCE_PATH = '/reference';
/** Readiness: whether requests can be served. */
export const HEALTH_PATH = '/healthz';
/** Liveness: whether the process runs. */
export const LIVE_PATH = '/livez';
export const METRICS_PATH = '/metrics';
