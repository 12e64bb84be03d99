export const NOT_QUICK: readonly string[];

declare const config: { readonly testPathIgnorePatterns: readonly string[] };
export default config;
