// After `npm install --omit=optional`: what sharp, resvg and rolldown need for this platform, and Node itself, are optional
// packages too, as npm has no other way to say "for this platform only". Easel cannot run without them: they are brought back.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const folder = (name) => join(modules, name);
const optionalOf = (path) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).optionalDependencies ?? {};

const { platform, arch } = process;
const musl = platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
const endings = [
  `-${musl ? 'linuxmusl' : platform}-${arch}`,
  `-${platform}-${arch}-${musl ? 'musl' : 'gnu'}`,
  `-${platform}-${arch}-msvc`,
];

function install(packages, ...options) {
  const quietly = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional'];
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  execFileSync(command, [...first, 'install', ...quietly, ...options, ...packages], { stdio: 'inherit' });
}

const missing = ['sharp', '@resvg/resvg-js', 'rolldown']
  .flatMap((name) => Object.entries(optionalOf(folder(name))))
  .filter(([name]) => endings.some((ending) => name.endsWith(ending)) && !existsSync(folder(name)));
if (missing.length > 0) install(missing.map(([name, version]) => `${name}@${version}`));

// npm leaves an optional package of the project itself out even when it is named: Node is installed aside, and moved.
const nodePackage = `node-${platform}-${arch}`;
const nodeVersion = optionalOf(root)[nodePackage];
if (nodeVersion && !existsSync(folder(nodePackage))) {
  const aside = mkdtempSync(join(modules, '.node-'));
  install([`${nodePackage}@${nodeVersion}`], '--prefix', aside);
  renameSync(join(aside, 'node_modules', nodePackage), folder(nodePackage));
  mkdirSync(join(modules, '.bin'), { recursive: true });
  rmSync(join(modules, '.bin/node'), { force: true });
  symlinkSync(join('..', nodePackage, 'bin/node'), join(modules, '.bin/node'));
  rmSync(aside, { recursive: true });
}
