import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import parse from 'spdx-expression-parse';
import { ROOT } from './stamp.js';

/** Licences that allow to ship a package inside a product, with its notice. None of them is copyleft for our code. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Some packages name the MIT licence without its text, which has to ship with them. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Whether a parsed expression of SPDX can be met with allowed licences: every part of an AND, one part of an OR. */
function isMet({ license, exception, conjunction, left, right }) {
  if (license !== undefined) return exception === undefined && ALLOWED.has(license);
  return conjunction === 'and' ? isMet(left) && isMet(right) : isMet(left) || isMet(right);
}

function isAllowed(licence) {
  try {
    return isMet(parse(licence));
  } catch {
    return false;
  }
}

/** What is wrong with the licences of packages, one line for each. */
export function findLicenceFaults(packages) {
  return packages
    .filter(({ licence }) => typeof licence !== 'string' || !isAllowed(licence))
    .map(({ name, version, licence }) =>
      typeof licence === 'string' && licence !== ''
        ? `${name} ${version}: the licence ${licence} is copyleft or unknown. Replace the package.`
        : `${name} ${version}: the package names no licence. Replace the package.`,
    );
}

/** @throws Error naming every package whose licence forbids to ship it. */
export function assertLicences(packages) {
  const faults = findLicenceFaults(packages);
  if (faults.length > 0) throw new Error(`Some packages cannot ship:\n  ${faults.join('\n  ')}`);
}

async function readTexts(folder) {
  const names = (await readdir(join(ROOT, folder))).filter((name) =>
    /^(licen[cs]e|notice|copying)|\.licen[cs]e\.txt$/i.test(name),
  );
  return Promise.all(names.sort().map((name) => readFile(join(ROOT, folder, name), 'utf8')));
}

async function describePackage({ folder, name, version, licence, author }) {
  const texts = await readTexts(folder);
  if (texts.length === 0 && licence !== 'MIT')
    throw new Error(
      `${name} ${version} ships without the text of its licence ${licence}. Add it to licences.js.`,
    );
  const owner = typeof author === 'string' ? author.replace(/\s*[<(].*/, '') : `the authors of ${name}`;
  const needed = texts.length > 0 ? texts : [`Copyright (c) ${owner}\n\n${MIT}`];
  return [`${name} ${version} (${licence})`, ...needed.map((text) => text.trim())].join('\n\n');
}

/** The licences of the packages in dist/, as they ask. Installed packages bring their own. */
export async function collectLicences(packages) {
  const inDist = packages.filter(({ how }) => how === 'bundled');
  const described = await Promise.all(inDist.map(describePackage));
  return `${described.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
