import { LISTED_ROWS, VISIBLE_ROWS } from './rows.ts';
import type { Viewer } from './viewer.ts';

/** A text that is the same for viewers who see the same rows. References to hidden rows are hidden by role. */
export function visibilityOf(viewer: Viewer): string {
  const scopes = [...Object.values(VISIBLE_ROWS), ...Object.values(LISTED_ROWS)];
  return JSON.stringify([viewer.workspaceId, viewer.role, scopes.map((rowsOf) => rowsOf(viewer))]);
}
