import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import type { Identity } from './identity.ts';

/** One training as its page shows it. */
export interface TrainingReport {
  at: Date;
  /** Where, such as `discord 41771983423143937`. */
  workspace: string;
  state: string;
  /** The model that came of it, where one did. */
  model?: string;
  steps: number;
  minutes: number;
  /** Why it ended as it did. */
  reason: string;
  /** By name; docs/taste.md says what each means. */
  figures: Record<string, number>;
}

/** The page of trainings on `/trainings`, for the operator alone: what ran, how it ended, what was measured. */
export function addTrainingRoutes(
  app: Hono,
  { identity, trainings }: { identity: Identity; trainings: () => Promise<TrainingReport[]> },
): void {
  app.get('/trainings', async (c: Context) => {
    if (!(await identity.read(c))?.operator) {
      throw new AppError('no_permission', message('web.operator-only'));
    }
    const reports = await trainings();
    return c.html(render(reports), 200, { 'cache-control': 'no-store' });
  });
}

const columns = ['When', 'Where', 'State', 'Model', 'Steps', 'Minutes', 'Why', 'Measured'];

function render(reports: readonly TrainingReport[]) {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Trainings</title>
<h1>Trainings</h1>
${reports.length === 0 ? html`<p>None yet.</p>` : ''}
<table border="1" cellpadding="6">
<tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
${reports.map((report) => html`<tr>${cells(report).map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}
</table>
</html>`;
}

function cells({ at, workspace, state, model = '', steps, minutes, reason, figures }: TrainingReport): string[] {
  const measured = Object.entries(figures).map(([name, value]) => `${name} ${Number(value.toPrecision(3))}`);
  const numbers = [String(steps), String(minutes)];
  return [
    `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    workspace,
    state,
    model,
    ...numbers,
    reason,
    measured.join(', '),
  ];
}
