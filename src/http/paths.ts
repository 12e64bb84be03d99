/** Paths outside of /v1. */
export const GRAPHQL_PATH = '/graphql';
export const REFERENCE_PATH = '/reference';
export const HEALTH_PATH = '/healthz';
