interface Address {
  readonly port: number;
  readonly host: string;
}

/** Names of the settings that hold an address. */
interface AddressNames {
  readonly port: string;
  readonly host: string;
}

const API: AddressNames = { port: 'PORT', host: 'HOST' };

/** Remedies for ports and hosts that the system refuses, by its error code. */
export function explainListen(error: unknown, { port, host }: Address, names = API): Error {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is in use. Stop the other program, or set ${names.port} to another port.`,
      );
    case 'EACCES':
      return new Error(`This user may not listen on port ${port}. Set ${names.port} to 1024 or above.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new Error(
        `${names.host} ${host} is not an address of this machine. Set ${names.host} to 127.0.0.1, or to 0.0.0.0 for all addresses.`,
      );
    default:
      return new Error(`The server cannot listen on ${host}, port ${port}.`, { cause: error });
  }
}
