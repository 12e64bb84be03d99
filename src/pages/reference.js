/** Starts the reference, with the session's token in its requests. */
(() => {
  const { config, ready, token, onChange } = window.KeyNest;

  /** Scalar speaks to servers of its own unless each of these is off. */
  const HERE_ONLY = {
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    showDeveloperTools: 'never',
    agent: { disabled: true },
    mcp: { disabled: true },
  };

  const settings = () => ({
    ...HERE_ONLY,
    url: config.document,
    documentDownloadType: 'none',
    defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    hiddenClients: {
      c: true,
      clojure: true,
      csharp: true,
      dart: true,
      fsharp: true,
      go: true,
      http: true,
      java: true,
      js: ['axios', 'jquery', 'ofetch', 'xhr'],
      kotlin: true,
      node: true,
      objc: true,
      ocaml: true,
      php: true,
      powershell: true,
      r: true,
      ruby: true,
      rust: true,
      shell: ['httpie', 'wget'],
      swift: true,
      python: ['python3', 'httpx_sync', 'httpx_async', 'aiohttp'],
    },
    authentication: {
      preferredSecurityScheme: 'bearer',
      securitySchemes: { bearer: { token: token() ?? '' } },
    },
  });

  ready.then(() => {
    const reference = window.Scalar.createApiReference('#reference', settings());
    onChange(() => reference.updateConfiguration(settings()));
  });
})();
