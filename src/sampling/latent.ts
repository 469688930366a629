import { AppError } from '#lib/errors.ts';
import { message } from '#lib/i18n.ts';
import { drawWeighted, type Random } from '#lib/random.ts';
import type { CodeTable } from '#training/checkpoint/checkpoint.ts';
import type { CodeLayout } from '#training/family.ts';
import { type Axes, findAxes } from '#training/taste/axes.ts';
import { type PackedCodes, packCodes } from './packed-codes.ts';

/** One picture of the training set as a point of the latent space. */
export interface Drawing {
  concept: string;
  style: string;
  /** A copy. */
  readonly code: Float32Array;
  /** How many times as often as another a free sample starts here. */
  weight: number;
}

/** A drawing, and its row in the table of codes. */
type Row = Drawing & { row: number };

/** How far one unit of spread goes: shares of the way to neighbours, and noise in standard deviations of the codes. */
const reach = { least: 0.1, most: 0.38, noise: 0.2 };
const neighboursConsidered = 14;
/** Directions that taste may tell codes apart by. */
const axesFound = 12;

/** The codes of one checkpoint: where concepts lie, what lies near, and ways to move between. */
export class LatentSpace {
  readonly layout: CodeLayout;
  readonly styles: readonly string[];
  readonly concepts: ReadonlySet<string>;
  /** Of the table of codes. */
  readonly inclination?: Float32Array;
  #byConcept: Map<string, Row[]>;
  #byStyle: Map<string, Row[]>;
  #deviation: Float32Array;
  #table: PackedCodes;
  #axes?: Axes;

  constructor(codeTable: CodeTable, layout: CodeLayout, styles: readonly string[]) {
    this.layout = layout;
    this.styles = styles;
    this.inclination = codeTable.inclination;
    const table = packCodes(codeTable.codes, codeTable.size);
    const drawings = codeTable.pictures.map(({ concept, style }, row) => ({
      concept,
      style,
      row,
      get code() {
        return table.row(row);
      },
      weight: Math.exp(codeTable.appeal?.[row] ?? 0),
    }));
    this.#byConcept = Map.groupBy(drawings, ({ concept }) => concept);
    this.#byStyle = Map.groupBy(drawings, ({ style }) => style);
    this.concepts = new Set(this.#byConcept.keys());
    this.#deviation = deviations(codeTable);
    this.#table = table;
  }

  /** The directions in which the codes differ most. */
  get axes(): Axes {
    this.#axes ??= findAxes(this.#table, axesFound);
    return this.#axes;
  }

  /** The style's weights, `[styles]`. */
  oneHot(style: string): Float32Array {
    return Float32Array.from(this.styles, (name) => Number(name === style));
  }

  /**
   * A concept's code for painting in `style`: that style's own drawing where there is one and `own` says so, else
   * another set's without its detail.
   */
  concept(concept: string, style: string, random: Random, own: boolean): Float32Array | undefined {
    const drawings = this.#byConcept.get(concept);
    if (!drawings) return undefined;
    const same = drawings.find((drawing) => drawing.style === style);
    if (same && own) return same.code;
    return this.withoutDetail(drawings[random.integer(drawings.length)]!.code);
  }

  /** The codes of a concept in every style that has it. */
  drawings(concept: string): Float32Array[] {
    return (this.#byConcept.get(concept) ?? []).map(({ code }) => code);
  }

  /** The code as it is painted in another style: the numbers that belong to one drawing alone are dropped. */
  withoutDetail(code: Float32Array): Float32Array {
    return code.slice().fill(0, this.layout.size - this.layout.detail);
  }

  /** The weighted mean of codes; the weights add up to 1. */
  blend(codes: readonly Float32Array[], weights: readonly number[]): Float32Array {
    const blended = new Float32Array(this.layout.size);
    for (const [index, code] of codes.entries()) {
      for (let i = 0; i < blended.length; i++) blended[i]! += weights[index]! * code[i]!;
    }
    return blended;
  }

  /** Any drawing of the style, those that a community likes more often. Throws `bad_option` where there is none at all. */
  anchor(style: string, random: Random): Drawing {
    const drawings = this.#byStyle.get(style) ?? [...this.#byStyle.values()][0];
    if (drawings) return drawOne(drawings, random);
    throw new AppError('bad_option', message('error.paints-nothing'));
  }

  /**
   * Another picture near `code`: part of the way toward two of its neighbours in the style, those that a community likes
   * more often, and a little noise. With `spread` 0 it is the code itself; 1 is a sibling; 2 a distant relative.
   */
  wander(code: Float32Array, style: string, random: Random, spread: number): Float32Array {
    if (spread === 0) return code.slice();
    const neighbours = this.#neighbours(code, style);
    const result = code.slice();
    for (let step = 0; step < 2 && neighbours.length > 0; step++) {
      const neighbour = drawOne(neighbours, random);
      neighbours.splice(neighbours.indexOf(neighbour), 1);
      const share = Math.min(
        0.9,
        spread * (reach.least + (reach.most - reach.least) * random.uniform()) * (step ? 0.6 : 1),
      );
      const { code: toward } = neighbour;
      for (let i = 0; i < result.length; i++) result[i]! += share * (toward[i]! - result[i]!);
    }
    for (let i = 0; i < result.length; i++) result[i]! += spread * reach.noise * this.#deviation[i]! * random.normal();
    return result;
  }

  /** The drawings of the style nearest in content, the code's own concept left out. */
  #neighbours(code: Float32Array, style: string): Row[] {
    const content = this.layout.size - this.layout.detail;
    const ranked = (this.#byStyle.get(style) ?? []).map((drawing) => ({
      drawing,
      distance: this.#table.distance(drawing.row, code, content),
    }));
    ranked.sort((left, right) => left.distance - right.distance);
    return ranked
      .filter((entry) => entry.distance > 1e-6)
      .slice(0, neighboursConsidered)
      .map(({ drawing }) => drawing);
  }
}

const drawOne = <Any extends Drawing>(drawings: readonly Any[], random: Random): Any =>
  drawWeighted(drawings, ({ weight }) => weight, random);

/** Standard deviation of each number of the code over the table of codes. */
function deviations({ codes, size }: CodeTable): Float32Array {
  const count = codes.length / size;
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let row = 0; row < codes.length; row += size) {
    for (let i = 0; i < size; i++) {
      sums[i]! += codes[row + i]!;
      squares[i]! += codes[row + i]! ** 2;
    }
  }
  return Float32Array.from(sums, (sum, i) => Math.sqrt(Math.max(0, squares[i]! / count - (sum / count) ** 2)));
}
