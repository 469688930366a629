import { workerData } from 'node:worker_threads';
import { helpForever } from './blocks.ts';
import { type KernelSource, openKernel } from './kernel.ts';

helpForever(openKernel(workerData as KernelSource));
