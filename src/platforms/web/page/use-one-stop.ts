import { useEffect } from 'preact/hooks';

const controls = 'button, a[href]';

/** Which way an arrow leads, in pixels to the right and down. */
const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Makes the buttons and links in a box one stop of the Tab key: the arrow keys go on from there to the one that lies that
 * way, Home and End to the first and the last. To be called by the component that draws them, since it looks at them anew with each drawing.
 */
export function useOneStop(box: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const all = controlsOf(box.current);
    const current = all.find((each) => each === document.activeElement) ?? all.find(({ tabIndex }) => tabIndex === 0);
    for (const each of all) each.tabIndex = each === (current ?? all[0]) ? 0 : -1;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
      const all = controlsOf(element);
      const next = nextOf(all, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    const onFocus = ({ target }: FocusEvent) => {
      const all = controlsOf(element);
      if (!all.includes(target as HTMLElement)) return;
      for (const each of all) each.tabIndex = each === target ? 0 : -1;
    };
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('focusin', onFocus);
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('focusin', onFocus);
    };
  }, [box]);
}

const controlsOf = (box: HTMLElement | null): HTMLElement[] => [
  ...(box?.querySelectorAll<HTMLElement>(controls) ?? []),
];

/** Where a key leads from the control that has the focus. */
function nextOf(all: readonly HTMLElement[], key: string): HTMLElement | undefined {
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  const way = ways[key];
  const here = all.find((each) => each === document.activeElement);
  if (!way || !here) return undefined;
  const from = middleOf(here);
  const [dx, dy] = way;
  const reached = all.flatMap((each) => {
    const [x, y] = middleOf(each);
    const along = (x - from[0]) * dx + (y - from[1]) * dy;
    const aside = Math.abs((x - from[0]) * dy) + Math.abs((y - from[1]) * dx);
    return along > 1 && aside <= along * 3 ? [{ each, distance: along + 2 * aside }] : [];
  });
  return reached.sort((one, other) => one.distance - other.distance)[0]?.each;
}

function middleOf(element: HTMLElement): [x: number, y: number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}
