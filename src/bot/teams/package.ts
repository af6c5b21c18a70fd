import { zipSync } from 'fflate';
import { colorIcon, outlineIcon } from './icons.ts';
import { teamsManifest, type ManifestInput } from './manifest.ts';

/** The same bytes each time it is made: a zip file keeps a date for each of its own, and none before 1980. */
const DATE = new Date(1980, 0, 1);

/** The app package as the file that is uploaded to Teams. @throws DeskError `setup`, as `teamsManifest` */
export function teamsPackage(input: ManifestInput): Uint8Array {
  const manifest = new TextEncoder().encode(`${JSON.stringify(teamsManifest(input), undefined, 2)}\n`);
  return zipSync({ 'manifest.json': manifest, 'color.png': colorIcon(), 'outline.png': outlineIcon() }, { mtime: DATE, level: 9 });
}
