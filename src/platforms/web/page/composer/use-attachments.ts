import { useCallback, useState } from 'preact/hooks';
import { say } from '../say.ts';
import type { Limits } from '../views.ts';

export interface Attachments {
  files: readonly File[];
  add: (files: Iterable<File>) => void;
  remove: (file: File) => void;
  clear: () => void;
}

/** The pictures that will go with the message; one that cannot go is refused at once, in words. */
export function useAttachments(limits: Limits, onRefused: (words: string) => void): Attachments {
  const [files, setFiles] = useState<readonly File[]>([]);
  const add = useCallback(
    (added: Iterable<File>) => {
      const fitting: File[] = [];
      for (const file of added) {
        const refusal = refuse(file, limits);
        if (refusal) onRefused(refusal);
        else fitting.push(file);
      }
      setFiles((current) => {
        const all = [...current, ...fitting];
        if (all.length > limits.files) onRefused(say('takes-pictures', { count: limits.files }));
        return all.slice(0, limits.files);
      });
    },
    [limits, onRefused],
  );
  return {
    files,
    add,
    remove: (file) => setFiles((current) => current.filter((each) => each !== file)),
    clear: () => setFiles([]),
  };
}

function refuse(file: File, limits: Limits): string | undefined {
  if (!file.type.startsWith('image/')) return say('no-picture', { name: file.name });
  if (file.size > limits.fileBytes) {
    return say('large', { name: file.name, size: limits.fileBytes / 2 ** 20 });
  }
  if (file.size === 0) return say('empty', { name: file.name });
  return undefined;
}
