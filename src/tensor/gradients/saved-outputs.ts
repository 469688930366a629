import * as tf from '@tensorflow/tfjs-core';

/**
 * A repair of tfjs's tape (its issue #3252). A gradient may keep a copy of its kernel's output; tfjs 4.22 writes that
 * copy on the tape before the kernel itself, where it seems to depend on nothing, and a second derivative loses the
 * path through it. Here copies come after what they copy. `tf.customGrad` is mended too.
 */

interface TapeNode {
  inputs: Record<string, tf.Tensor>;
  outputs: tf.Tensor[];
}

interface Engine {
  state: { activeTape: TapeNode[] };
  addTapeNode(...node: [name: string, inputs: object, outputs: tf.Tensor[], gradient: unknown, saved: unknown[]]): void;
}

const engine = tf.engine() as unknown as Engine;
const addTapeNode = engine.addTapeNode.bind(engine);

engine.addTapeNode = (...node) => {
  addTapeNode(...node);
  const [, , outputs, , saved] = node;
  const tape = engine.state.activeTape;
  const recent = tape.splice(-1 - saved.length);
  const made = recent.pop()!;
  const isCopy = ({ inputs }: TapeNode) => Object.values(inputs).some((input) => outputs.includes(input));
  tape.push(...recent.filter((one) => !isCopy(one)), made, ...recent.filter(isCopy));
};
