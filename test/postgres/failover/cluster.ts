import { rmSync, writeFileSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, pathOf, postgresFolder, Service, serviceFolder, waitFor } from '../../support/service.ts';
import { haproxyConfiguration, patroniConfiguration, type Member } from './configuration.ts';

/** The programs that the cluster consists of, with their Debian packages. */
export const PACKAGES = { patroni: 'patroni', etcd: 'etcd-server', haproxy: 'haproxy' };

interface PatroniMember {
  readonly name: string;
  readonly role: string;
  readonly state: string;
}

/** Two PostgreSQL servers under Patroni, the second a synchronous replica, behind HAProxy. All on loopback. */
export class FailoverCluster {
  /** Leads to the primary, whichever it is. */
  readonly url: string;
  readonly #folder: string;
  readonly #members: readonly Member[];
  readonly #services: readonly Service[];

  private constructor(url: string, folder: string, members: readonly Member[], services: readonly Service[]) {
    this.url = url;
    this.#folder = folder;
    this.#members = members;
    this.#services = services;
  }

  static async start(): Promise<FailoverCluster> {
    const folder = serviceFolder('failover');
    const [etcdPort, peerPort, proxyPort] = [await freePort(), await freePort(), await freePort()];
    const members: Member[] = [];
    for (const name of ['one', 'two']) {
      members.push({ name, port: await freePort(), apiPort: await freePort(), folder: join(folder, name) });
    }
    const etcd = new Service(pathOf('etcd')!, etcdArguments(folder, etcdPort, peerPort));
    const services = [etcd];
    await waitFor(() => fetchOk(`http://127.0.0.1:${etcdPort}/health`), 'etcd');
    for (const member of members) {
      const path = join(folder, `${member.name}.yml`);
      writeFileSync(path, patroniConfiguration(member, { folder, etcdPort, programs: postgresFolder()! }));
      services.push(new Service(pathOf('patroni')!, [path]));
    }
    const path = join(folder, 'haproxy.cfg');
    writeFileSync(path, haproxyConfiguration(proxyPort, members));
    services.push(new Service(pathOf('haproxy')!, ['-f', path]));
    const url = `postgresql://postgres@127.0.0.1:${proxyPort}/postgres`;
    const cluster = new FailoverCluster(url, folder, members, services);
    try {
      await waitFor(() => cluster.assertSynchronous(), 'a synchronous replica', 90);
    } catch (error) {
      const outputs = services.map((service) => service.output.slice(-2000)).join('\n');
      await cluster.end();
      throw new Error(outputs, { cause: error });
    }
    return cluster;
  }

  /** @throws Error unless the primary answers at the proxy and waits for its replica. */
  async assertSynchronous(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query(`SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`);
      if (rowCount !== 1) throw new Error('There is no synchronous replica yet.');
    } finally {
      await client.end();
    }
  }

  async #leader(): Promise<Member> {
    const response = await fetch(`http://127.0.0.1:${this.#members[0]!.apiPort}/cluster`);
    const { members } = (await response.json()) as { members: readonly PatroniMember[] };
    const leader = members.find(({ role }) => role === 'leader');
    const found = this.#members.find(({ name }) => name === leader?.name);
    if (!found) throw new Error('The cluster has no primary.');
    return found;
  }

  /** Kills the primary's postmaster at once. Gives the name of its member. */
  async killPrimary(): Promise<string> {
    const leader = await this.#leader();
    const [pid] = readFileSync(join(leader.folder, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
    return leader.name;
  }

  async leaderName(): Promise<string> {
    return (await this.#leader()).name;
  }

  async end(): Promise<void> {
    for (const service of this.#services.toReversed()) await service.end('SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function etcdArguments(folder: string, port: number, peerPort: number): string[] {
  const [client, peer] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peerPort}`];
  return [
    ...['--data-dir', join(folder, 'etcd'), '--log-level', 'error'],
    ...['--listen-client-urls', client, '--advertise-client-urls', client],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
    ...['--initial-cluster', `default=${peer}`],
  ];
}

async function fetchOk(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
}
