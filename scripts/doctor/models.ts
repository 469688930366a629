import { readCheckpoint } from '#training/checkpoint/checkpoint.ts';
import { emojiPackages } from '#training/data/emoji.ts';
import { type Finding, failure, ok, warn } from './finding.ts';

/** A model that comes with Easel. */
export async function checkShippedModel(name: string, directory: string): Promise<Finding> {
  try {
    const { info, codeTable } = await readCheckpoint(directory);
    return ok(
      `model ${name}`,
      `${info.family} ${info.id.slice(0, 8)}, ${info.step} steps, ${codeTable.pictures.length} codes`,
    );
  } catch (error) {
    return {
      ...failure(`model ${name}`, error),
      advice: `${directory} is damaged or missing: get it again with \`git checkout\`.`,
    };
  }
}

/** The pictures that the built-in data set is made from. */
export function checkEmojiPackages(): Finding {
  const absent = Object.values(emojiPackages).filter((name) => {
    try {
      return import.meta.resolve(`${name}/icons.json`) === '';
    } catch {
      return true;
    }
  });
  const count = Object.keys(emojiPackages).length;
  if (absent.length === 0) return ok('emoji', `all ${count} styles are installed`);
  const advice = 'Painting works without; to train on emoji run `npm install --include=optional`.';
  return warn('emoji', `${absent.length} of ${count} styles are not installed (${absent.join(', ')})`, advice);
}
