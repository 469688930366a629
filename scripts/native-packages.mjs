// After `npm install --omit=optional`: what sharp, resvg and rolldown need for this platform are optional packages too, as npm has
// no other way to say "for this platform only". Easel cannot run without them, so they are brought back here.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const folder = (name) => new URL(`../node_modules/${name}/`, import.meta.url);
const optionalOf = (name) =>
  Object.entries(JSON.parse(readFileSync(new URL('package.json', folder(name)), 'utf8')).optionalDependencies ?? {});

const { platform, arch } = process;
const musl = platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
const endings = [
  `-${musl ? 'linuxmusl' : platform}-${arch}`,
  `-${platform}-${arch}-${musl ? 'musl' : 'gnu'}`,
  `-${platform}-${arch}-msvc`,
];

const missing = ['sharp', '@resvg/resvg-js', 'rolldown']
  .flatMap(optionalOf)
  .filter(([name]) => endings.some((ending) => name.endsWith(ending)) && !existsSync(folder(name)));
if (missing.length > 0) {
  const packages = missing.map(([name, version]) => `${name}@${version}`);
  const options = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional'];
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  execFileSync(command, [...first, ...options, ...packages], { stdio: 'inherit' });
}
