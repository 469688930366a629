import type { Ingredient, Job } from '../api.ts';

function ingredientsOf(job: Job): Ingredient[] {
  if ('ingredients' in job) return job.ingredients;
  if (job.kind === 'interpolate') return [job.from, job.to];
  return 'picture' in job && typeof job.picture === 'object' ? [job.picture] : [];
}

/** The job as it can be asked for again, without its seed; a job with an upload cannot. */
export function repeatable(job: Job): Job | undefined {
  if (ingredientsOf(job).some((ingredient) => 'upload' in ingredient)) return undefined;
  return 'seed' in job ? { ...job, seed: undefined } : job;
}
