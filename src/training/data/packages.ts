import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';

/** Where an npm package lies, or undefined where it is not installed. */
export function packageFolder(name: string): string | undefined {
  const file = packageFile(name);
  return file && dirname(file);
}

function packageFile(name: string): string | undefined {
  try {
    return findPackageJSON(name, import.meta.url);
  } catch {
    return undefined;
  }
}

/** The installed version of a package, or undefined where it is not installed. */
export async function packageVersion(name: string): Promise<string | undefined> {
  const file = packageFile(name);
  if (!file) return undefined;
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
  return version;
}

/** Of packages by style, the versions of those that are installed. */
export async function installedVersions(packages: Record<string, string>): Promise<Map<string, string>> {
  const versions = new Map<string, string>();
  for (const [style, name] of Object.entries(packages)) {
    const version = await packageVersion(name);
    if (version) versions.set(style, version);
  }
  return versions;
}
