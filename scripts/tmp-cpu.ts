import { appendFileSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect } from 'vitest';
const read = () => { const f = readFileSync('/proc/self/stat','utf8').split(') ')[1]!.split(' ').map(Number); return [f[11]!+f[12]!, f[13]!+f[14]!]; };
let start = read(); const t0 = performance.now(); const up = process.uptime();
beforeAll(() => { start = read(); });
afterAll(() => { const [a,b] = read(); appendFileSync(process.env.CPU_OUT!, `${expect.getState().testPath?.replace(process.cwd()+'/','')} load=${start[0]!/100} own=${(a!-start[0]!)/100} children=${b!/100} wall=${((performance.now()-t0)/1000).toFixed(1)}\n`); });
