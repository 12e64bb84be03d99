import type { Fault } from '../../errors.ts';
import { list, text } from '../check/faults.ts';
import type { Draft } from '../facts.ts';
import type { ReportFacts } from './facts.ts';

/** Faults of a report. Its table may be empty. */
export function reportFaults({ title, columns }: Draft<ReportFacts>): readonly Fault[] {
  return [
    ...text(['title'], title),
    ...list(['columns'], columns, (column, path) => text([...path, 'head'], column.head)),
  ];
}
