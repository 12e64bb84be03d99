import { join } from 'node:path';
import { stringify } from 'yaml';

/** A PostgreSQL server with its Patroni. */
export interface Member {
  readonly name: string;
  readonly port: number;
  /** Of Patroni's REST interface. */
  readonly apiPort: number;
  /** The data folder. */
  readonly folder: string;
}

interface Surroundings {
  readonly folder: string;
  readonly etcdPort: number;
  /** The folder of PostgreSQL's programs. */
  readonly programs: string;
}

/** In seconds. The defaults are made for networks; a test on loopback need not wait as long. */
const TIMES = { ttl: 20, loop_wait: 1, retry_timeout: 3, primary_start_timeout: 0 };

/** Writes wait for the replica, and only it may be promoted: nothing acknowledged is lost. */
const SYNCHRONOUS = { synchronous_mode: true, maximum_lag_on_failover: 1_048_576 };

export function patroniConfiguration(member: Member, { folder, etcdPort, programs }: Surroundings): string {
  const address = `127.0.0.1:${member.port}`;
  const api = `127.0.0.1:${member.apiPort}`;
  return stringify({
    scope: 'keynest',
    name: member.name,
    restapi: { listen: api, connect_address: api },
    etcd3: { hosts: `127.0.0.1:${etcdPort}` },
    bootstrap: {
      dcs: {
        ...TIMES,
        ...SYNCHRONOUS,
        postgresql: {
          use_pg_rewind: true,
          parameters: { max_connections: 100, shared_buffers: '32MB', timezone: 'America/Toronto' },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
    },
    postgresql: {
      listen: address,
      connect_address: address,
      data_dir: member.folder,
      bin_dir: programs,
      pgpass: join(folder, `${member.name}.pgpass`),
      authentication: {
        superuser: { username: 'postgres' },
        replication: { username: 'replicator' },
        rewind: { username: 'postgres' },
      },
      parameters: { unix_socket_directories: folder },
      pg_hba: [
        'local all all trust',
        'host all all 127.0.0.1/32 trust',
        'host replication all 127.0.0.1/32 trust',
      ],
    },
  });
}

/** Leads every connection to the primary, and cuts those that lead to a server that is not the primary any more. */
export function haproxyConfiguration(port: number, members: readonly Member[]): string {
  const servers = members.map(
    (member) => `  server ${member.name} 127.0.0.1:${member.port} check port ${member.apiPort}`,
  );
  return `global
  maxconn 400
defaults
  mode tcp
  timeout connect 2s
  timeout client 1h
  timeout server 1h
  timeout check 2s
listen primary
  bind 127.0.0.1:${port}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
${servers.join('\n')}
`;
}
