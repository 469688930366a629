import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';

const { resolve } = createRequire(import.meta.url);
const fontFiles = ['500Medium/Inter_500Medium.ttf', '700Bold/Inter_700Bold.ttf'].map((file) =>
  resolve(`@expo-google-fonts/inter/${file}`),
);

/** The family that drawings are lettered in; it comes with Easel, so they look the same on every machine. */
export const fontFamily = 'Inter';

/** Our own SVG (never one from outside) as a PNG. */
export async function renderSvg(svg: string, background?: string): Promise<Uint8Array> {
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily };
  return (await renderAsync(svg, { font, background })).asPng();
}

/** Text as it may stand in SVG. */
export function escapeText(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.codePointAt(0)};`);
}
