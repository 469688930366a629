// The union package registers tfjs's own gradients and its plain cpu backend; the core alone has neither.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
// After tfjs's own, which these replace.
import './gradients/convolution.ts';
import './gradients/elementwise.ts';
import './gradients/flat.ts';
import './gradients/indexing.ts';
import './gradients/matrix.ts';
import './gradients/pooling.ts';
import './gradients/reduction.ts';
import './gradients/resampling.ts';
import './gradients/saved-outputs.ts';
import './gradients/shape.ts';

// Without this tfjs greets with an advertisement for another backend.
tf.enableProdMode();
