import { join } from 'node:path';
import { createLog } from '#lib/log.ts';
import { openCheckpoint } from '#studio/checkpoints/checkpoints.ts';
import { createPainter, type Painter } from '#studio/painting/painter.ts';
import { imagineCodes, type Plan } from '#studio/planning/plans.ts';
import { openPrompting, type Prompting } from '../prompting.ts';

/** Pictures in a row of a sheet. */
export const columns = 10;
export const seed = 1;

/** A model that is asked as chat asks it. */
export interface ChatModel extends Prompting {
  directory: string;
  painter: Painter;
}

/** A row of pictures to be painted. */
export interface Row {
  label: string;
  style: string;
  plans: readonly Plan[];
}

/** Its painter is to be closed. */
export async function openChatModel(directory: string, dataDir: string): Promise<ChatModel> {
  const prompting = await openPrompting(await openCheckpoint(directory), join(dataDir, 'cache'));
  return { directory, ...prompting, painter: createPainter({ device: 'cpu', threads: 0, log: createLog('warn') }) };
}

/** The model's styles in turn. */
export const styleAt = ({ checkpoint }: ChatModel, index: number): string =>
  checkpoint.latent.styles[index % checkpoint.latent.styles.length]!;

export async function paintRows(
  { directory, checkpoint, painter }: ChatModel,
  rows: readonly Row[],
): Promise<Uint8Array[][]> {
  const pictures: Uint8Array[][] = [];
  for (const { plans, style } of rows) {
    const imagined = await imagineCodes([...plans], checkpoint, painter);
    const sketches = imagined.map(({ code }) => ({ code, style: checkpoint.latent.oneHot(style) }));
    pictures.push(await painter.decode(directory, sketches));
  }
  return pictures;
}
