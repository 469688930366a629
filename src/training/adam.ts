export interface AdamOptions {
  learningRate: number;
  beta1: number;
  beta2: number;
  /** Share of the old average that the EMA keeps each step. */
  emaDecay: number;
  /** Gradients longer than this are scaled down to it. */
  maxNorm: number;
}

/** Everything of a parameter vector that training carries along; all arrays have the same length. */
export interface AdamState {
  parameters: Float32Array;
  ema: Float32Array;
  /** Running mean of the gradient, and of its square. */
  m: Float32Array;
  v: Float32Array;
  step: number;
}

export function createAdamState(parameters: Float32Array): AdamState {
  const { length } = parameters;
  return { parameters, ema: parameters.slice(), m: new Float32Array(length), v: new Float32Array(length), step: 0 };
}

export function gradientNorm(gradient: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < gradient.length; i++) sum += gradient[i]! * gradient[i]!;
  return Math.sqrt(sum);
}

/**
 * One step of Adam (Kingma and Ba 2015) with clipping by the global norm, and the exponential moving average of the
 * parameters, in place. Returns the gradient's norm before clipping; a norm that is not finite changes nothing.
 */
export function adamStep(state: AdamState, gradient: Float32Array, options: AdamOptions): number {
  const norm = gradientNorm(gradient);
  if (!Number.isFinite(norm)) return norm;
  const scale = norm > options.maxNorm ? options.maxNorm / norm : 1;
  state.step++;
  const { parameters, ema, m, v, step } = state;
  const { beta1, beta2 } = options;
  const rate = (options.learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
  const follow = 1 - Math.min(options.emaDecay, (1 + step) / (10 + step));
  for (let i = 0; i < parameters.length; i++) {
    const g = gradient[i]! * scale;
    const mean = beta1 * m[i]! + (1 - beta1) * g;
    const square = beta2 * v[i]! + (1 - beta2) * g * g;
    m[i] = mean;
    v[i] = square;
    const next = parameters[i]! - (rate * mean) / (Math.sqrt(square) + 1e-8);
    parameters[i] = next;
    ema[i]! += follow * (next - ema[i]!);
  }
  return norm;
}

/** Learning rate at `progress` in [0, 1]: a short linear warm-up, then a half cosine down to 3 %. */
export function learningRateAt(base: number, progress: number, step: number, warmUpSteps = 200): number {
  const warm = Math.min(1, (step + 1) / warmUpSteps);
  return base * warm * (0.03 + 0.97 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress))));
}
