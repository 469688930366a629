import type { PGlite } from '@electric-sql/pglite';

/** How PGlite's PostgreSQL leaves its loop after an ordinary error of a statement. */
const afterError = 100;

/** The parts of PGlite's WebAssembly module that are watched. */
interface Module {
  _PostgresMainLoopOnce(): void;
  stackRestore(pointer: number): void;
}

/**
 * PostgreSQL itself has failed, as where its stack or its memory is at an end: what it holds in memory means nothing any
 * more, and only a new one, opened on the same files, can go on.
 */
export class EngineCrash extends Error {
  constructor(cause: unknown) {
    super(`PostgreSQL has crashed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'EngineCrash';
  }
}

/**
 * Makes PGlite throw an EngineCrash where WebAssembly fails. By itself it takes any failure for that of a statement,
 * answers nothing and goes on for ever. Returns what throws the crash again, to be called before anything else is said.
 */
export function throwOnCrash(pglite: PGlite): () => void {
  const module = pglite.Module as unknown as Module;
  const { _PostgresMainLoopOnce: loopOnce, stackRestore } = module;
  let crash: EngineCrash | undefined;
  const check = () => {
    if (crash) throw crash;
  };
  module._PostgresMainLoopOnce = () => {
    try {
      loopOnce();
    } catch (error) {
      if ((error as { status?: number }).status !== afterError) crash ??= new EngineCrash(error);
      throw error;
    }
  };
  // The first that PGlite calls after it has caught anything.
  module.stackRestore = (pointer) => {
    check();
    stackRestore(pointer);
  };
  return check;
}
