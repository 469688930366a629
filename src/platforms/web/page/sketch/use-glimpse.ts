import { useEffect, useRef, useState } from 'preact/hooks';
import { sendDrawing, wordsOf } from '../api.ts';
import { pixelsOf, type Stroke } from './drawing.ts';

/** Pixels along each side of what is sent. */
const side = 128;
/** A person who draws on does so within this time, in milliseconds. */
const pause = 80;

export interface Glimpse {
  /** Of the newest picture; nothing before the first one. */
  url?: string;
  /** What is wrong with the drawing, in words. */
  trouble: string;
  busy: boolean;
}

/** What the drawing becomes, asked for after each stroke; while an answer is on its way, only the newest drawing waits. */
export function useGlimpse(strokes: readonly Stroke[], style: string): Glimpse {
  const [glimpse, setGlimpse] = useState<Glimpse>({ trouble: '', busy: false });
  const shown = useRef<string | undefined>(undefined);
  const asking = useRef<Promise<void>>(Promise.resolve());
  useEffect(
    () => () => {
      if (shown.current) URL.revokeObjectURL(shown.current);
    },
    [],
  );
  useEffect(() => {
    if (strokes.length === 0) return setGlimpse({ trouble: '', busy: false });
    let current = true;
    const ask = async () => {
      if (!current) return;
      setGlimpse((before) => ({ ...before, busy: true }));
      try {
        const picture = await sendDrawing(pixelsOf(strokes, side), style);
        if (!current) return;
        if (shown.current) URL.revokeObjectURL(shown.current);
        shown.current = URL.createObjectURL(picture);
        setGlimpse({ url: shown.current, trouble: '', busy: false });
      } catch (error) {
        if (current) setGlimpse((before) => ({ ...before, trouble: wordsOf(error), busy: false }));
      }
    };
    const timer = setTimeout(() => {
      asking.current = asking.current.then(ask);
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [strokes, style]);
  return glimpse;
}
