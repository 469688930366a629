// The union package registers tfjs's own gradients and its plain cpu backend; the core alone has neither.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
// After tfjs's own, which these replace.
import './gradients/comparison.ts';
import './gradients/elementwise.ts';
import './gradients/window.ts';

// Without this tfjs greets with an advertisement for another backend.
tf.enableProdMode();
