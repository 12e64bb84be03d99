import { InvalidSettings, readConfig, readServerConfig, type Config } from '../../config.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const CHECK = 'settings';

export interface SettingsChecked {
  readonly findings: readonly Finding[];
  /** Null when they are too wrong to check anything else with. */
  readonly config: Config | null;
}

function warningsOf({ isProduction, publicUrl, trustedProxies, metrics }: Config): Finding[] {
  const hasPlainLinks = isProduction && publicUrl === null && trustedProxies === 0;
  const isBehindTls = isProduction && publicUrl?.startsWith('https:') === true && trustedProxies === 0;
  const isOpen = metrics !== null && metrics.token === null && !/^(127\.|::1$|localhost$)/.test(metrics.host);
  return [
    ...(isBehindTls
      ? [
          warn(
            CHECK,
            'PUBLIC_URL is https, but no proxy is trusted: all callers share the address of the proxy.',
            'Set TRUST_PROXY to the number of proxies in front.',
          ),
        ]
      : []),
    ...(hasPlainLinks
      ? [
          warn(
            CHECK,
            'Links begin with http, since no proxy is trusted and PUBLIC_URL is absent.',
            'Set PUBLIC_URL, or TRUST_PROXY to the number of proxies in front.',
          ),
        ]
      : []),
    ...(isOpen
      ? [warn(CHECK, 'The metrics can be read by everybody who reaches METRICS_HOST.', 'Set METRICS_TOKEN.')]
      : []),
  ];
}

function readCommandConfig(env: NodeJS.ProcessEnv): Config | null {
  try {
    return readConfig(env);
  } catch {
    return null;
  }
}

/** Whether a server would start with these settings. */
export function checkSettings(env: NodeJS.ProcessEnv): SettingsChecked {
  try {
    const config = readServerConfig(env);
    const warnings = warningsOf(config);
    const mode = config.isProduction ? 'production' : 'development';
    return { config, findings: warnings.length > 0 ? warnings : [ok(CHECK, `All are valid, for ${mode}.`)] };
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    const remedy = 'Correct the environment; see docs/configuration.md.';
    return {
      config: readCommandConfig(env),
      findings: error.faults.map((fault) => fail(CHECK, fault, remedy)),
    };
  }
}
