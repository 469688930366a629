import { useState } from 'preact/hooks';

/** Addresses of the spoilers that were looked at since the page was loaded. */
const revealed = new Set<string>();

/** Whether a picture is still to be hidden, and how to show it: a spoiler is, until somebody asks for it. */
export function useSpoiler({
  url,
  spoiler,
}: {
  url: string;
  spoiler?: boolean;
}): [hidden: boolean, reveal: () => void] {
  const [, redraw] = useState(0);
  const reveal = () => {
    revealed.add(url);
    redraw((times) => times + 1);
  };
  return [spoiler === true && !revealed.has(url), reveal];
}
