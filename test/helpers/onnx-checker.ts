import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const findsOnnx = (python: string) => spawnSync(python, ['-c', 'import onnx']).status === 0;

/** A Python that has ONNX's own package (Debian's python3-onnx), where there is one. */
const python = ['python3', '/usr/bin/python3'].find(findsOnnx);

export const hasOnnxChecker = python !== undefined;

/** What ONNX's own package reads in a file that its checker accepts. */
export interface CheckedFile {
  doc: string;
  metadata: Record<string, string>;
  /** Lengths or their names, by the name of the input or output. */
  shapes: Record<string, (number | string)[]>;
}

const script = `
import json, sys, onnx
for file in sys.argv[1:]:
    model = onnx.load(file)
    try:
        onnx.checker.check_model(model, full_check=True)
    except Exception as error:
        sys.exit(f'{file}: {error}')
    length = lambda one: one.dim_param or one.dim_value
    values = [*model.graph.input, *model.graph.output]
    print(json.dumps({
        'doc': model.doc_string,
        'metadata': {entry.key: entry.value for entry in model.metadata_props},
        'shapes': {value.name: [*map(length, value.type.tensor_type.shape.dim)] for value in values},
    }))
`;

/** Has ONNX's checker look at files by name, and infer the shape of every value. Throws what it finds wrong. */
export function checkOnnx(files: Record<string, Uint8Array>): CheckedFile[] {
  const folder = mkdtempSync(join(tmpdir(), 'easel-onnx-'));
  try {
    const paths = Object.entries(files).map(([name, bytes]) => {
      const path = join(folder, `${name}.onnx`);
      writeFileSync(path, bytes);
      return path;
    });
    const { status, stdout, stderr } = spawnSync(python!, ['-c', script, ...paths], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as CheckedFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
