import { execFileSync, spawnSync } from 'node:child_process';

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;

/** The samples of metrics in Prometheus' text format. */
export function readSamples(text: string): readonly Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
      const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
      return {
        name,
        labels: Object.fromEntries(pairs.map(([, key = '', text = '']) => [key, text])),
        value: Number(value),
      };
    });
}

/** The value of a sample with these labels; null without one. */
export function valueOf(text: string, name: string, labels: Record<string, string> = {}): number | null {
  const found = readSamples(text).find(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  return found?.value ?? null;
}

/** Whether a program can be run here. */
export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** What `promtool check metrics` finds wrong. */
export function promtoolFaults(text: string): string {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text });
  return status === 0 ? '' : `${stdout.toString()}${stderr.toString()}`;
}

/** What `promtool check` says of a file of a kind; throws for one that is wrong. */
export function promtoolCheck(kind: 'config' | 'rules', file: string): string {
  return execFileSync('promtool', ['check', kind, file], { stdio: 'pipe' }).toString();
}
