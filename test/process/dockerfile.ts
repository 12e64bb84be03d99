import { readFileSync } from 'node:fs';

/** One instruction of a Dockerfile, e.g. `COPY` with its arguments. */
export interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** The instructions of each stage, by the stage's name, without comments. */
export function readStages(path: string): ReadonlyMap<string, readonly Instruction[]> {
  const text = readFileSync(path, 'utf8').replace(/^#.*$/gm, '').replace(/\\\n/g, ' ');
  const stages = new Map<string, Instruction[]>();
  let stage: Instruction[] = [];
  for (const [, name = '', value = ''] of text.matchAll(/^([A-Z]+) +(.+)$/gm)) {
    const [, label] = /^\S+ AS (\S+)$/.exec(value) ?? [];
    if (name === 'FROM') stages.set(label ?? value, (stage = []));
    else stage.push({ name, value });
  }
  return stages;
}

/** The values of a stage's instructions of one name. */
export function valuesOf(stage: readonly Instruction[], name: string): string[] {
  return stage.filter((instruction) => instruction.name === name).map(({ value }) => value);
}
