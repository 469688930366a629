import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program that works on what anyone may have sent. It answers orders by `serveOrders`. */
export interface Program {
  url: URL;
  /** Most memory that its work may take, native libraries included. */
  megabytes: number;
  /** Most time for one order, in milliseconds. */
  milliseconds: number;
  /** How many of the processes that work at the same time may be this program's. */
  atOnce: number;
}

/** What a confined process sends back. */
export type Answer<Value> = { value: Value } | { error: string };

/** Why an order came to nothing: `busy`: its turn did not come; `ended`: the process died, as it does without memory. */
export type Reason = 'busy' | 'time' | 'ended' | 'refused';

export class ConfinedError extends Error {
  readonly reason: Reason;

  constructor(reason: Reason, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ConfinedError';
    this.reason = reason;
  }
}

/** Processes that work at the same time, whatever they do: more would be more than their share of two cores. */
const atOnce = 2;
/** How long an order waits for its turn, in milliseconds. */
const patience = 30_000;
/** How long an idle process is kept for the next order, in milliseconds. */
const idleMilliseconds = 10_000;
/** What Node 24 and its libraries reserve in megabytes, and mostly never touch, before any work begins. */
const reservedMegabytes = 640;
/** Seconds of work after which a process ends on its own, where the one that would stop it is gone. */
const workSeconds = 600;

const running: string[] = [];
const line: { program: Program; begin: () => void }[] = [];
/** Orders that may wait for their turn; each holds what somebody sent. */
const lineAtMost = 40;

interface Idle {
  child: ChildProcess;
  timer: NodeJS.Timeout;
}
const idle = new Map<string, Idle[]>();

/**
 * Has an order carried out in a process of its own: a few hundred bytes can ask a library for hours of work and for all
 * memory there is, which no thread can be stopped from. Two work at a time and the others wait in line, in which no program holds up the others'. Throws
 * ConfinedError.
 */
export async function runConfined<Value>(program: Program, order: unknown): Promise<Value> {
  await takeTurn(program);
  try {
    return await carryOut<Value>(program, order);
  } finally {
    running.splice(running.indexOf(program.url.href), 1);
    const next = line.findIndex((waiting) => mayBegin(waiting.program));
    if (next >= 0) line.splice(next, 1)[0]!.begin();
  }
}

function mayBegin({ url, atOnce: own }: Program): boolean {
  return running.length < atOnce && running.filter((each) => each === url.href).length < own;
}

async function takeTurn(program: Program): Promise<void> {
  const turn = Promise.withResolvers<void>();
  const begin = () => {
    running.push(program.url.href);
    turn.resolve();
  };
  if (mayBegin(program)) return begin();
  if (line.length >= lineAtMost) throw new ConfinedError('busy', 'Too many are waiting.');
  const waiting = { program, begin };
  line.push(waiting);
  const timer = setTimeout(() => {
    line.splice(line.indexOf(waiting), 1);
    turn.reject(new ConfinedError('busy', 'Too much is under way.'));
  }, patience);
  await turn.promise.finally(() => clearTimeout(timer));
}

async function carryOut<Value>(program: Program, order: unknown): Promise<Value> {
  const child = takeIdle(program) ?? startInstead(program);
  const limit = AbortSignal.timeout(program.milliseconds);
  const settled = new AbortController();
  const signal = AbortSignal.any([limit, settled.signal]);
  try {
    const ended = once(child, 'exit', { signal }).then(([code, killedBy]) => {
      throw new ConfinedError('ended', `The process ended with ${killedBy ?? code}.`);
    });
    child.send(order as object, (error) => {
      if (error) child.kill('SIGKILL');
    });
    const [answer] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Answer<Value>];
    keepIdle(program, child);
    if ('error' in answer) throw new ConfinedError('refused', answer.error);
    return answer.value;
  } catch (error) {
    if (error instanceof ConfinedError && error.reason === 'refused') throw error;
    child.kill('SIGKILL');
    if (limit.aborted) throw new ConfinedError('time', `It took more than ${program.milliseconds} ms.`, error);
    throw error;
  } finally {
    settled.abort();
  }
}

/** Idle processes of other programs make way, so that there are never more than may work. */
function startInstead(program: Program): ChildProcess {
  const others = [...idle.values()].flat();
  for (const kept of others.slice(0, Math.max(0, others.length + running.length - atOnce))) end(kept);
  return start(program);
}

function end(kept: Idle): void {
  clearTimeout(kept.timer);
  for (const [url, all] of idle) {
    idle.set(
      url,
      all.filter((each) => each !== kept),
    );
  }
  kept.child.kill('SIGKILL');
}

/**
 * Linux counts what a process allocates, and refuses more than `ulimit -d` says; elsewhere only time is limited. The
 * process knows no secret: of the environment it gets what finds programs and fonts.
 */
function start({ url, megabytes }: Program): ChildProcess {
  const { PATH, HOME, TMPDIR, FONTCONFIG_PATH, FONTCONFIG_FILE } = process.env;
  const confine = `ulimit -d ${(reservedMegabytes + megabytes) * 1024}; ulimit -t ${workSeconds}; exec "$0" "$@"`;
  const shell = { execPath: '/bin/sh', execArgv: ['-c', confine, process.execPath] };
  const child = fork(fileURLToPath(url), {
    ...(process.platform === 'linux' ? shell : { execArgv: [] }),
    env: { PATH, HOME, TMPDIR, FONTCONFIG_PATH, FONTCONFIG_FILE, MALLOC_ARENA_MAX: '2' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => child.kill('SIGKILL'));
  return child;
}

function takeIdle({ url }: Program): ChildProcess | undefined {
  const kept = idle.get(url.href)?.pop();
  if (!kept) return undefined;
  clearTimeout(kept.timer);
  kept.child.removeAllListeners('exit');
  kept.child.ref();
  kept.child.channel?.ref();
  return kept.child;
}

/** An idle process keeps Easel from ending no more than a closed one. */
function keepIdle({ url }: Program, child: ChildProcess): void {
  const kept: Idle = { child, timer: setTimeout(() => end(kept), idleMilliseconds).unref() };
  idle.set(url.href, [...(idle.get(url.href) ?? []), kept]);
  child.once('exit', () => end(kept));
  child.unref();
  child.channel?.unref();
}
