import type { Dataset, LoadOptions } from './dataset.ts';
export async function loadFolder(_f: string, _o: LoadOptions): Promise<Dataset> {
  throw new Error('later');
}
