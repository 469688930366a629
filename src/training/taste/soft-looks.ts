import * as tf from '@tensorflow/tfjs-core';

/** How softly a threshold of brightness is crossed, in the units of brightness. */
const softness = 0.04;
const threshold = { dark: 0.3, light: 0.8 };
/** Avoids a division by zero alpha, and an infinite slope of the root at zero. */
const little = 1e-3;

/**
 * What `measureLook` measures, as a function that has a slope: pictures `[batch, size, size, 4]` in [0, 1], premultiplied
 * → looks `[batch, 27]`. Shares of dark and light are counted softly. The palette, counted in bins, has no slope: it is 0
 * here.
 */
export function softLook(pictures: tf.Tensor4D): tf.Tensor2D {
  const [red, green, blue, alpha] = tf.split(pictures, 4, 3) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const luma = lumaOf(red, green, blue);
  const total = (x: tf.Tensor) => tf.sum(x, [1, 2, 3]);
  const mass = tf.add(total(alpha), little);
  const of = (x: tf.Tensor) => tf.div(total(x), mass);
  const squared = (x: tf.Tensor) => tf.div(tf.square(x), tf.add(alpha, little));
  const variance = (x: tf.Tensor) => tf.relu(tf.sub(of(squared(x)), tf.square(of(x))));

  const brightness = tf.div(luma, tf.add(alpha, little));
  const beyond = (edge: number, sign: number) =>
    of(tf.mul(alpha, tf.sigmoid(tf.mul(tf.sub(brightness, edge), sign / softness))));
  const most = tf.maximum(red, tf.maximum(green, blue));
  const least = tf.minimum(red, tf.minimum(green, blue));
  const redGreen = tf.sub(red, green);
  const yellowBlue = tf.sub(tf.mul(0.5, tf.add(red, green)), blue);
  const varied = root(tf.add(variance(redGreen), variance(yellowBlue)));
  const strong = root(tf.add(tf.square(of(redGreen)), tf.square(of(yellowBlue))));
  const primary = (one: tf.Tensor, two: tf.Tensor, three: tf.Tensor) =>
    of(tf.relu(tf.sub(one, tf.maximum(two, three))));
  const secondary = (one: tf.Tensor, two: tf.Tensor, absent: tf.Tensor) =>
    of(tf.relu(tf.sub(tf.minimum(one, two), absent)));

  return tf.stack(
    [
      ...[of(red), of(green), of(blue), of(luma), root(variance(luma)), of(tf.sub(most, least))],
      ...[
        tf.add(varied, tf.mul(0.3, strong)),
        beyond(threshold.dark, -1),
        beyond(threshold.light, 1),
        tf.zerosLike(mass),
      ],
      ...[primary(red, green, blue), secondary(red, green, blue), primary(green, red, blue)],
      ...[secondary(green, blue, red), primary(blue, red, green), secondary(red, blue, green)],
      ...shapeOf(pictures, alpha, luma, mass),
    ],
    1,
  ) as tf.Tensor2D;
}

/** As `measureShape` does. */
function shapeOf(pictures: tf.Tensor4D, alpha: tf.Tensor, luma: tf.Tensor, mass: tf.Tensor): tf.Tensor[] {
  const size = pictures.shape[1];
  const total = (x: tf.Tensor) => tf.sum(x, [1, 2, 3]);
  const places = Array.from({ length: size }, (_, i) => (i + 0.5) / size);
  const [x, y] = [tf.tensor(places, [1, 1, size, 1]), tf.tensor(places, [1, size, 1, 1])];
  const moment = (weights: tf.Tensor) => tf.div(total(tf.mul(alpha, weights)), mass);
  const [centreX, centreY] = [moment(x), moment(y)];
  const xx = tf.sub(moment(tf.square(x)), tf.square(centreX));
  const yy = tf.sub(moment(tf.square(y)), tf.square(centreY));
  const xy = tf.sub(moment(tf.mul(x, y)), tf.mul(centreX, centreY));

  const border = total(root(slopes(alpha), 1e-5));
  const within = tf.minimum(part(alpha, 0, 0), tf.minimum(part(alpha, 1, 0), part(alpha, 0, 1)));
  const change = total(tf.mul(within, root(slopes(luma), 1e-5)));
  const compactness = tf.minimum(1, tf.div(tf.mul(4 * Math.PI, mass), tf.add(tf.square(border), little)));
  const half = root(tf.add(tf.square(tf.mul(0.5, tf.sub(xx, yy))), tf.square(xy)), 1e-8);
  const middle = tf.mul(0.5, tf.add(xx, yy));
  const narrow = tf.div(tf.relu(tf.sub(middle, half)), tf.add(tf.add(middle, half), 1e-6));
  const like = (axis: number) => {
    const difference = tf.abs(tf.sub(pictures, tf.reverse(pictures, axis)));
    const largest = tf.split(difference, 4, 3).reduce((left, right) => tf.maximum(left, right));
    return tf.sub(1, tf.div(total(largest), tf.mul(2, mass)));
  };
  return [
    tf.div(mass, size ** 2),
    tf.div(tf.mul(10, change), mass),
    tf.div(border, size * 8),
    compactness,
    root(tf.relu(tf.add(xx, yy))),
    tf.sub(1, root(narrow)),
    tf.sub(1, centreY),
    like(2),
    like(1),
    tf.div(tf.sub(yy, xx), tf.add(tf.add(xx, yy), 1e-6)),
    tf.div(tf.mul(2, xy), tf.add(tf.add(xx, yy), 1e-6)),
  ];
}

const lumaOf = (red: tf.Tensor, green: tf.Tensor, blue: tf.Tensor) =>
  tf.addN([tf.mul(0.299, red), tf.mul(0.587, green), tf.mul(0.114, blue)]);

/** The square root, with a slope at 0 too. */
const root = (x: tf.Tensor, least = 1e-6) => tf.sub(tf.sqrt(tf.add(x, least)), Math.sqrt(least));

/** All pixels but the last column and row, moved by so many to the right and down. */
function part(x: tf.Tensor, right: number, down: number): tf.Tensor {
  const [, height, width] = x.shape as [number, number, number];
  return tf.slice(x, [0, down, right, 0], [-1, height - 1, width - 1, -1]);
}

/** Squared length of the step from each pixel to its right and lower neighbours. */
const slopes = (x: tf.Tensor) =>
  tf.add(tf.square(tf.sub(part(x, 1, 0), part(x, 0, 0))), tf.square(tf.sub(part(x, 0, 1), part(x, 0, 0))));
